import { readWordList } from "../../language/spelling.ts";

/**
 * Places that callers name and that lie outside the member districts: never a misspelling of one
 * of ours. Compiled from general knowledge, spellings only; a name that we have too stays ours.
 */
export const outsideNames: ReadonlySet<string> = readWordList(`
# Kreis Trier-Saarburg und Trier
Trier Schweich Konz Saarburg Hermeskeil Waldrach Kell Ruwer Bescheid Damflos Geisfeld Grimburg
Gusenburg Hinzert-Pölert Hinzert Naurath Neuhütten Rascheid Reinsfeld Züsch Kanzem Nittel
Oberbillig Onsdorf Pellingen Tawern Temmels Wasserliesch Wellen Wiltingen Bonerath Farschweiler
Gusterath Gutweiler Herl Hinzenburg Holzerath Kasel Korlingen Lorscheid Mertesdorf Ollmuth Osburg
Pluwig Riveris Schöndorf Sommerau Thomm Ayl Baldringen Freudenburg Heddert Hentern Kastel-Staadt
Kirf Lampaden Mandern Merzkirchen Ockfen Palzem Paschel Schillingen Schoden Schömerich Serrig
Taben-Rodt Trassem Vierherrenborn Waldweiler Wincheringen Zerf Bekond Detzem Ensch Fell Föhren
Kenn Klüsserath Köwerich Leiwen Longen Longuich Mehring Pölich Riol Schleich Thörnich Trittenheim
Aach Franzenheim Hockweiler Igel Kordel Langsur Newel Ralingen Trierweiler Welschbillig Zemmer
Ehrang Pfalzel Biewer Euren Zewen Tarforst Olewig Kürenz Heiligkreuz Feyen Mariahof Pallien Filsch
Kernscheid Eitelsbach Rodt Schleidweiler Issel
# Kreis Mayen-Koblenz und Koblenz
Koblenz Mayen Andernach Bendorf Mendig Polch Münstermaifeld Ochtendung Kobern-Gondorf Kobern
Winningen Dieblich Löf Hatzenport Brodenbach Alken Oberfell Niederfell Lehmen Macken Weißenthurm
Mülheim-Kärlich Kärlich Kettig Kaltenengers Urmitz Bassenheim Vallendar Niederwerth Urbar
Weitersburg Rhens Brey Spay Waldesch Plaidt Saffig Kruft Kretz Nickenich Rieden Volkesfeld Monreal
Kottenheim Ettringen Kehrig Kirchwald Langenfeld Langscheid Luxem Münk Nachtsheim Reudelsterz
Siebenbach Virneburg Welschenbach Anschau Arft Baar Bermel Ditscheid Hausten Herresbach Hirten
Kerben Gappenach Gering Gierschnach Kollig Lonnig Mertloch Naunheim Pillig Rüber Trimbs Welling
Wierschem Einig Nörtershausen Metternich Güls Lay Moselweiß Ehrenbreitstein
# Rhein-Hunsrück-Kreis
Simmern Kastellaun Kirchberg Emmelshausen Boppard Oberwesel Rheinböllen Büchenbeuren Sohren
Dickenschied Gehlweiler Laufersweiler Lautzenhausen Raversbeuren Mastershausen Beltheim
Dommershausen Mörsdorf Sabershausen Zilshausen Gödenroth Hollnich Spesenroth Uhler Michelbach
Alterkülz Braunshorn Korweiler Krastel Leideneck Külz Kümbdchen Keidelheim Neuerkirch Nannhausen
Ohlweiler Riegenroth Pleizenhausen Rayerschied Riesweiler Argenthal Ellern Mengerschied Sargenroth
Ravengiersburg Belgweiler Womrath Schlierschied Rödern Maitzborn Metzenhausen Kludenbach Kappel
Reckershausen Todenroth Unzenberg Kostenz Würrich Wahlenau Hirschfeld Horbruch Krummenau
Woppenroth Oppertshausen Bärenbach Rödelhausen Hahnenbach Dillendorf Lindenschied Altweidelbach
Bubach Budenbach Bickenbach Dörth Halsenbach Karbach Kratzenburg Leiningen Lingerhahn Maisborn
Mermuth Mühlpfad Niedert Norath Pfalzfeld Schwall Thörlingen Utzenhain Hungenroth Birkheim
Damscheid Laudert Niederburg Perscheid Wiebelsheim Badenhard Gondershausen Morshausen Beulich Buch
Burgen
# Kreis Birkenfeld
Idar-Oberstein Idar Oberstein Birkenfeld Baumholder Rhaunen Hoppstädten-Weiersbach Hoppstädten
Herrstein Allenbach Wirschweiler Langweiler Sensweiler Bruchweiler Kempfeld Hottenbach
Hellertshausen Stipshausen Weitersbach Oberkirn Bundenbach Gösenroth Schwerbach Niederbrombach
Oberbrombach Brücken Abentheuer Börfink Muhl Hattgenstein Leisel Siesbach Schwollen Rinzenberg
Gollenberg Ellweiler Dienstweiler Kronweiler Wilzenberg Nohen Heimbach Ruschberg Kirn
# Kreis Ahrweiler
Bad-Neuenahr-Ahrweiler Bad-Neuenahr Neuenahr Ahrweiler Sinzig Remagen Adenau Altenahr Antweiler
Aremberg Barweiler Dankerath Dorsel Eichenbach Fuchshofen Harscheid Herschbroich Hoffeld Honerath
Hümmel Insul Kaltenborn Kottenborn Meuspath Müsch Nürburg Nürburgring Ohlenhard Pomster
Quiddelbach Reifferscheid Rodder Schuld Senscheid Sierscheid Trierscheid Wershofen Wiesemscheid
Wimbach Winnerath Wirft Dümpelfeld Ahrbrück Dernau Heckenbach Hönningen Kesseling Kirchsahr
Mayschoß Rech Bad-Breisig Breisig Brohl-Lützing Niederzissen Burgbrohl Glees Kempenich Weibern
Wehr Spessart Hohenleimbach Brenk Galenberg Oberzissen Königsfeld Schalkenbach Dedenbach Waldorf
Wassenach
# Kreis Euskirchen
Euskirchen Bad-Münstereifel Münstereifel Blankenheim Hellenthal Kall Mechernich Nettersheim
Schleiden Weilerswist Zülpich Kronenburg Baasem Schmidtheim Ripsdorf Tondorf Lommersdorf Ahrhütte
Ahrdorf Freilingen Udenbreth Losheim Blumenthal Marmagen Urft Zingsheim Monschau Simmerath
Heimbach Nideggen Kronenburgerhütte
# Luxemburg und Ostbelgien
Luxemburg Luxembourg Echternach Vianden Diekirch Ettelbrück Clerf Clervaux Wiltz Grevenmacher
Wasserbillig Remich Rosport Beaufort Larochette Mersch Bettembourg Dudelange Differdange Schengen
Troisvierges Ulflingen Junglinster Esch-sur-Alzette Esch-Alzette Mondorf Sankt-Vith Eupen Malmedy
Büllingen Bütgenbach Burg-Reuland Reuland Amel Kelmis Bastogne Lüttich Verviers Brüssel Arlon Metz
Thionville Nancy Straßburg Paris Ouren
# Rheinland-Pfalz und Saarland
Mainz Ludwigshafen Kaiserslautern Worms Neuwied Neustadt Speyer Frankenthal Landau Pirmasens
Zweibrücken Bad-Kreuznach Kreuznach Bingen Ingelheim Germersheim Haßloch Schifferstadt
Bad-Dürkheim Dürkheim Alzey Lahnstein Wörth Nieder-Olm Betzdorf Wissen Altenkirchen Montabaur
Westerburg Hachenburg Bad-Ems Diez Nastätten Cochstedt Sankt-Goar Sankt-Goarshausen Bacharach Linz
Unkel Bad-Hönningen Dierdorf Puderbach Asbach Rengsdorf Kusel Lauterecken Meisenheim
Bad-Sobernheim Sobernheim Kirchheimbolanden Grünstadt Edenkoben Annweiler Dahn Rockenhausen
Selters Ransbach Saarbrücken Homburg Völklingen Merzig Saarlouis Dillingen Lebach Wadern
Losheim-am-See Sankt-Wendel Sankt-Ingbert Sulzbach Blieskastel Ottweiler Mettlach Perl Nonnweiler
Nohfelden Tholey Weiskirchen Beckingen Schmelz Türkismühle
# Kleine Orte
Oberammergau Ruhpolding Zingst Sellin Prerow Hiddensee Wacken Scharbeutz Timmendorf Grömitz Büsum
Sylt Amrum Helgoland Bispingen Schneverdingen Bad-Bevensen Hitzacker Gartow Ruppichteroth Windeck
Morsbach Reichshof Eitorf Waldfeucht Gangelt Selfkant Titz Nörvenich Vettweiß Kreuzau Hürtgenwald
Roetgen Daaden Herdorf Gebhardshain Flammersfeld Rennerod Wallmerod Nassau Hahnstätten
Katzenelnbogen Bodenheim Nierstein Oppenheim Guntersblum Wöllstein Sprendlingen Gau-Algesheim
Stromberg Langenlonsheim Monzingen Odernheim Alsenz Winnweiler Göllheim Freinsheim Wachenheim
Deidesheim Lambrecht Maikammer Herxheim Kandel Jockgrim Hagenbach Hauenstein Rodalben
Waldfischbach Thaleischweiler Landstuhl Ramstein Weilerbach Otterbach Enkenbach Bruchmühlbach
Waldmohr Altenglan Wolfstein Gerlfangen Wallerfangen Rehlingen Siersburg Nalbach Heusweiler
Riegelsberg Quierschied Friedrichsthal Schiffweiler Illingen Eppelborn Marpingen Namborn Oberthal
Freisen Kirkel Gersheim Mandelbachtal Kleinblittersdorf Insheim Steinweiler Freckenfeld Wolfsheim
Partenheim Gabsheim Undenheim Mommenheim Harxheim Zornheim Sörgenloch Jugenheim Klein-Winternheim
Essenheim Stadecken-Elsheim Ober-Olm Budenheim Heidesheim Wackernheim Schwabenheim Bubenheim
Appenheim Nieder-Hilbersheim Dromersheim Gensingen Grolsheim Horrweiler Aspisheim Dautenheim
Esselborn Flomborn Gundersheim Gundheim Westhofen Osthofen Bechtheim Alsheim Mettenheim Eich
Gimbsheim Dienheim Dexheim Selzen Köngernheim Hahnheim
# Städte in Deutschland
Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden
Hannover Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg
Wiesbaden Mönchengladbach Gelsenkirchen Aachen Braunschweig Chemnitz Kiel Halle Magdeburg Freiburg
Krefeld Mülheim-an-der-Ruhr Lübeck Oberhausen Erfurt Rostock Kassel Hagen Potsdam Oldenburg
Leverkusen Osnabrück Solingen Heidelberg Herne Neuss Darmstadt Paderborn Regensburg Ingolstadt
Würzburg Fürth Wolfsburg Offenbach Ulm Heilbronn Pforzheim Göttingen Bottrop Trossingen Reutlingen
Bremerhaven Erlangen Recklinghausen Remscheid Bergisch-Gladbach Jena Salzgitter Moers Siegen
Hildesheim Cottbus Gera Kaisers Witten Gütersloh Schwerin Iserlohn Zwickau Düren Esslingen
Ratingen Lünen Hanau Flensburg Ludwigsburg Tübingen Villingen Schwenningen Konstanz Marl Velbert
Norderstedt Delmenhorst Bamberg Viersen Rheine Gladbeck Dorsten Troisdorf Detmold Arnsberg
Castrop-Rauxel Lüneburg Bocholt Brandenburg Lippstadt Dinslaken Aschaffenburg Celle Kempten Fulda
Aalen Herford Dessau Rüsselsheim Grevenbroich Bergheim Weimar Friedrichshafen Böblingen Langenfeld
Gießen Stralsund Greifswald Göppingen Görlitz Hameln Euskirchen Stolberg Eschweiler Hürth
Sankt-Augustin Hilden Menden Meerbusch Wesel Pulheim Baden-Baden Rosenheim Waiblingen Freising Hof
Bayreuth Coburg Landshut Passau Straubing Deggendorf Schweinfurt Ansbach Neumarkt Amberg Weiden
Memmingen Kaufbeuren Lindau Garmisch Ravensburg Biberach Sigmaringen Tuttlingen Rottweil Offenburg
Rastatt Bruchsal Schwetzingen Weinheim Bensheim Lampertheim Langen Dreieich Rodgau Maintal
Friedberg Wetzlar Marburg Limburg Weilburg Dillenburg Herborn Bad-Homburg Oberursel Eltville
Rüdesheim Geisenheim Hattersheim Siegburg Königswinter Bad-Honnef Honnef Hennef Rheinbach
Meckenheim Bornheim Wesseling Brühl Erftstadt Frechen Jülich Alsdorf-Aachen Würselen Herzogenrath
Geilenkirchen Heinsberg Erkelenz Mönchen Kleve Goch Emmerich Borken Coesfeld Ahaus Gronau
Steinfurt Warendorf Beckum Ahlen Unna Soest Meschede Olpe Attendorn Gummersbach Waldbröl
Wipperfürth Lüdenscheid Altena Plettenberg Schwelm Ennepetal Hattingen Höxter Warburg
Bad-Oeynhausen Lemgo Bünde Stade Cuxhaven Emden Wilhelmshaven Aurich Leer Papenburg Lingen
Nordhorn Meppen Cloppenburg Vechta Nienburg Verden Goslar Wolfenbüttel Helmstedt Peine Gifhorn
Uelzen Husum Heide Itzehoe Elmshorn Pinneberg Neumünster Rendsburg Eckernförde Schleswig Wismar
Güstrow Neubrandenburg Stendal Halberstadt Wernigerode Quedlinburg Bitterfeld Wittenberg Merseburg
Naumburg Eisenach-Thüringen Gotha Suhl Nordhausen Mühlhausen Altenburg Plauen Bautzen Zittau
Freiberg Meißen Pirna Riesa Torgau Oranienburg Eberswalde Fürstenwalde
# Kleinere Städte in Deutschland
Aalen Achern Achim Ahrensburg Aichach Albstadt Alfeld Alsfeld Alsdorf-Rheinland Alzenau Annaberg
Anklam Apolda Arnstadt Aschersleben Asperg Aue Auerbach Augustdorf Babenhausen Backnang
Bad-Aibling Bad-Bentheim Bad-Berleburg Bad-Bramstedt Bad-Brückenau Bad-Camberg Bad-Doberan
Bad-Driburg Bad-Harzburg Bad-Hersfeld Bad-Kissingen Bad-Krozingen Bad-Laasphe Bad-Lippspringe
Bad-Mergentheim Bad-Münder Bad-Nauheim Bad-Neustadt Bad-Oldesloe Bad-Pyrmont Bad-Rappenau
Bad-Reichenhall Bad-Säckingen Bad-Salzuflen Bad-Salzungen Bad-Schwalbach Bad-Segeberg Bad-Soden
Bad-Tölz Bad-Vilbel Bad-Waldsee Bad-Wildungen Bad-Wörishofen Bad-Zwischenahn Baesweiler
Baiersbronn Balingen Balve Barsinghausen Baunatal Beckingen Bedburg Berchtesgaden Bergen Bergkamen
Bergneustadt Bernau Bernburg Beverungen Bexbach Biedenkopf Bietigheim Bissingen Blankenburg
Blaubeuren Bobingen Bönen Boizenburg Borna Bottrop Brakel Bramsche Braunfels Breisach Bremervörde
Bretten Brilon Bruchköbel Brunsbüttel Buchen Buchloe Bückeburg Büdingen Bühl Büren Burgdorf
Burghausen Burgwedel Burscheid-Wermelskirchen Butzbach Buxtehude Calw Cham Clausthal-Zellerfeld
Crailsheim Crimmitschau Dachau Datteln Demmin Diepholz Dietzenbach Dingolfing Dinkelsbühl
Ditzingen Donaueschingen Donauwörth Dorfen Dormagen Drensteinfurt Dülmen Ebersbach Eberbach
Ebersberg Edewecht Eggenfelden Ehingen Eichstätt Eilenburg Einbeck Eisenberg Eisenhüttenstadt
Eislingen Elsdorf Eltmann Emsdetten Emstek Engen Eppelheim Eppingen Erding Erwitte Eschborn
Eschwege Espelkamp Ettlingen Eutin Fellbach Feuchtwangen Filderstadt Finsterwalde Florstadt
Forchheim Forst-Lausitz Frankenberg Freilassing Freital Freudenberg Freudenstadt Friesoythe Füssen
Gaggenau Gaildorf Ganderkesee Garbsen Garching Gardelegen Gauting Geesthacht Geislingen Geldern
Gelnhausen Georgsmarienhütte Geretsried Gerlingen Germering Gersthofen Gescher Geseke Gevelsberg
Giengen Gladenbeck Glauchau Glinde Glückstadt Greiz Greven Griesheim Grimma Großenhain Groß-Gerau
Groß-Umstadt Grünberg Günzburg Gunzenhausen Haan Haiger Haldensleben Haltern Hamminkeln
Hann-Münden Haren Harsewinkel Haselünne Hechingen Heidenheim Heiligenhaus Helmstedt Hemer
Hemmingen Heppenheim Herdecke Herrenberg Herten Herzberg Herzogenaurach Hettstedt Heusenstamm
Hiddenhausen Hilpoltstein Hockenheim Hofgeismar Hofheim Holzminden Holzwickede Horb Hoyerswerda
Hückelhoven Hückeswagen Hünfeld Ibbenbüren Idstein Illertissen Ilmenau Immenstadt Isernhagen Isny
Itzehoe Jüchen Jüterbog Kaarst Kaltenkirchen Kamen Kamenz Kamp-Lintfort Karben Karlstadt Kelheim
Kelkheim Kelsterbach Kerken Kevelaer Kierspe Kirchhain Kitzingen Königsbrunn Königstein
Königs-Wusterhausen Köthen Korbach Kornwestheim Korschenbroich Kreuztal Kronach Kronberg
Kühlungsborn Künzelsau Kulmbach Laatzen Lage Lahr-Schwarzwald Lauf Lauffen Lauda Lauenburg
Laupheim Lauterbach Leichlingen Leimen Leinfelden Lengerich Lennestadt Leonberg Leutkirch
Lichtenau Lichtenfels Lilienthal Limbach-Oberfrohna Lindlar Lohfelden Lohmar Lohne Löhne Lörrach
Lübbecke Lübben Lüdinghausen Luckenwalde Ludwigsfelde Ludwigslust Magstadt Mainburg Markdorf
Markgröningen Markkleeberg Marktoberdorf Marktredwitz Marsberg Mayen-Land Meckenbeuren Meerane
Meiningen Meinerzhagen Meldorf Melle Melsungen Meppen Meßkirch Metzingen Mettmann Michelstadt
Miesbach Mindelheim Minden-Westfalen Mittweida Mölln Möckmühl Monheim Mosbach Mössingen Mühlacker
Mühldorf Münnerstadt Münsingen Murnau Murrhardt Nagold Nauen Neckarsulm Nettetal Neu-Isenburg
Neu-Ulm Neubiberg Neuburg Neuenburg Neukirchen-Vluyn Neumünster Neunkirchen-Seelscheid Neuruppin
Neustrelitz Neutraubling Nidda Niddatal Nidderau Niederkassel Niedernhausen Norden Nordenham
Nördlingen Northeim Nümbrecht Nürtingen Oberkirch Obertshausen Ochsenfurt Ochtrup Oelde
Oer-Erkenschwick Öhringen Olching Oranienburg Ortenberg Oschatz Oschersleben Osterholz Osterode
Ostfildern Östringen Overath Parchim Pasewalk Pegnitz Penzberg Petershagen Pfaffenhofen Pfullingen
Pfungstadt Plochingen Pößneck Porta-Westfalica Prenzlau Püttlingen Puchheim Quakenbrück Quickborn
Radevormwald Radebeul Radolfzell Rathenow Ratzeburg Raunheim Rees Regen Rehburg Reichenbach
Reinbek Reinheim Reken Remseck Remshalden Renningen Rheda Rheda-Wiedenbrück Rheinau Rheinberg
Rheinfelden Rhede Rheinstetten Ribnitz Riedlingen Riedstadt Rietberg Rinteln Rödermark Römerberg
Rösrath Rosbach Roßdorf Rotenburg Roth-Mittelfranken Rottenburg Rudolstadt Rutesheim Saalfeld
Salzkotten Salzwedel Sangerhausen Sarstedt Sassenberg Schifferstadt Schleiz Schlüchtern
Schmalkalden Schmallenberg Schneeberg Schönebeck Schongau Schopfheim Schorndorf Schramberg
Schrobenhausen Schwabach Schwalbach Schwalmstadt Schwandorf Schwarzenbek Schwedt Schwerte Seevetal
Seligenstadt Senden Senftenberg Selb Selm Siegsdorf Simmerath Sindelfingen Singen Sinsheim Soltau
Sömmerda Sondershausen Sonneberg Sonthofen Spenge Spremberg Springe Sprockhövel Stadtallendorf
Stadthagen Stadtlohn Staßfurt Starnberg Steinhagen Steinheim Stockach Straelen Strausberg Stuhr
Sulingen Sundern Swisttal Syke Taufkirchen Taunusstein Telgte Teltow Templin Tettnang Titisee
Tönisvorst Torgelow Traunreut Traunstein Treuchtlingen Überlingen Übach-Palenberg Uetersen Uelsen
Unterhaching Unterschleißheim Uslar Vaihingen Varel Velen Vechelde Verl Versmold Viernheim
Vilsbiburg Vilshofen Voerde Vreden Wachtberg Wadersloh Waghäusel Waldkirch Waldkraiburg Waldshut
Tiengen Walldorf Walldürn Walsrode Waltrop Wandlitz Wangen Waren Warstein Wassenberg Wasserburg
Wedel Wedemark Weener Weiterstadt Weil-am-Rhein Weilheim Weingarten Weinstadt Weißenburg
Weißenfels Weißwasser Wendlingen Werdau Werder Werdohl Werl Wermelskirchen Werne Wertheim Wetter
Wiehl Wiesloch Wildeshausen Willich Wilnsdorf Winnenden Winsen Winterberg Wipperfürth Witzenhausen
Wolfenbüttel Wolfhagen Wolfratshausen Wolfach Wülfrath Wunstorf Zehdenick Zeitz Zerbst Zeulenroda
Zeven Zirndorf Zschopau Zossen Zwiesel Zwönitz Zwingenberg
# Flüsse, die anderswo fließen
Saar Rhein Main Ruhr Neckar Donau Elbe Weser Eder Lahn Wupper Sieg Ahr Isar Inn Spree
Havel Werra Saale Unstrut Bodensee Zugspitze Nordsee Ostsee
# Länder, Landschaften und Stadtteile, die anderswo liegen
Deutschland Bayern Hessen Sachsen Thüringen Niedersachsen Nordrhein-Westfalen Westfalen NRW
Baden-Württemberg Saarland Schleswig-Holstein Mecklenburg Rheinhessen Pfalz Westerwald Taunus
Odenwald Schwarzwald Allgäu Sauerland Siegerland Bergisches Rheinland Ruhrgebiet Münsterland
Ostfriesland Harz Franken Schwaben Oberpfalz Niederbayern Oberbayern Lausitz Uckermark Kreuzberg
Charlottenburg Schöneberg Spandau Neukölln Pankow Altona Schwabing Sachsenhausen Ehrenfeld Deutz
Nippes Porz Belgien Frankreich Niederlande Holland Österreich Schweiz Polen Italien Spanien
Portugal England Irland Dänemark Schweden Norwegen Finnland Russland Ukraine Rumänien Bulgarien
Ungarn Tschechien Slowakei Kroatien Serbien Bosnien Kosovo Albanien Griechenland Türkei Syrien
Irak Iran Afghanistan Pakistan Indien China Japan Vietnam Thailand Amerika USA Kanada Brasilien
Afrika Marokko Tunesien Ägypten Nigeria Eritrea Somalia Äthiopien Europa Mallorca Wien Salzburg
Graz Linz Innsbruck Zürich Basel Genf Bern-Schweiz London Rom Mailand Madrid Barcelona Lissabon
Amsterdam Rotterdam Maastricht Kopenhagen Stockholm Oslo Warschau Prag Budapest Istanbul Ankara
Athen Moskau Kiew Damaskus Kabul Bagdad Teheran Peking Tokio Chicago Dubai
`);
