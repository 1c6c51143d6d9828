import { readWordList } from "../../language/spelling.ts";

/**
 * Everyday words and names of people: never a misspelling of a place. Those that are also names
 * of places here (Ernst, Wolf, Kommen) count as a place only when said alone or after "aus", "in".
 */
export const ordinaryWords: ReadonlySet<string> = readWordList(`
# Fürwörter, Verben, Beiwörter
aber acht alle allein alles alt alte alter am amt an andere anders anfang antrag anruf arbeit
arbeiten arm art arzt auch auf aus ausweis auto bad bahn bald ball bank bauen bauer baum bei beide
beim bein bekannt bekommen berg beruf besser besuch besten bett bezahlen bild billig bis bitte
blau bleiben blume blumen boden bogen brand brauche brauchen braun breit brief bringen brot bruder
buch bus dabei dach damals dame danke dann daran das daten dauer dazu decke dein denken denn
deutsch dich dick dienst dienstag dies diese dieser ding dinge dir doch doktor donnerstag doof
dort drei dumm dunkel durch dusche ecke ehe ehre ei eigen eimer ein eine einer einfach einig eins
eis ende eng enge enkel erbe erde ernst erst erste essen etwas euch euer fach fahren fahrer
fahrrad fall falle falsch familie fangen farbe fast faul feier feiern fein feind feld fenster fern
ferien fernsehen fertig fest fett feuer fieber film filz finden finger firma fisch flasche fleisch
fliegen flug fluss folgen form fort foto frage fragen frau frei freitag fremd freude freund
freunde frisch froh frucht fuchs fuss gabel ganz gar garten gas gast gebe geben geboren geburt
gefahr gefallen gehen geht geld gelb gelten gern gerne gesund gestern gewalt gewicht gibt glas
glauben gleich gold gott grab gras grau grenze grill gross grosse grund gut gute haar haben habe
hafen hagel halb hallo hals halt halten hammer hand handel handy hart hase hat hatte haus haut
heft heide heim heimat heiraten heiss heissen heizung helfen hell hemd her herbst herd herr herz
heute hexe hier hilfe himmel hin hinten hinter hitze hoch hof hoffen holen holz honig horn hose
hotel huhn hund hunde hunger hut ich idee igel ihn ihnen ihr immer in insel ist ja jacke jagd jahr
jahre jeder jemand jetzt job jugend jung junge kabel kaffee kalb kalender kalt kammer kamin kanal
kanne kappe karre karte karten kasse kasten katze kaufen kein keine keller kennen kerze kette kind
kinder kino kirche kissen kiste klar klasse kleben klein kleine klettern klingel klug knie koch
kochen kofferraum kohle kommen komme kommt konto kopf korb kosten kraft kran krank kranken
krankheit kraut kreis kreuz krieg kuchen kugel kuh kunst kurs kurz kuss lachen laden lager lampe
land lang lange langsam lassen last laub laufen laut leben lecker leer legen lehrer leicht leid
leiden leider leise leiter lernen lesen letzte leute licht lieb liebe lied liegen liegt linie
links lohn los luft lust machen macht mais maler man mann mannschaft mantel markt marke maschine
mauer maus meer mehl mehr mein meine meister melden menge mensch menschen messe messer miete milch
minute mit mittag mitte mittwoch monat mond montag mord morgen motor motorrad muell mund museum
musik muss mutter nach nachbar nachricht nacht nagel nah name namen nase nass natur nebel neben
neffe nehmen nein nennen nett netz neu neue neuer neues nicht nichte nie nieder niemand noch
norden not note null nummer nun nur nuss ob oben ober obst ochse oder ofen oft ohne ohr oma onkel
opa ordnung ort osten ostern paar papa papier park pass passen pause pech person pfand pfarrer
pferd pflanze pflege pflug pilz pinsel platte platz platten plan plus polizei post praxis preis
prima problem prozent pult punkt puppe rad radio rand rasen rat rathaus ratte raum rechnung recht
rechts rede reden regen reh reich reif reifen reise reisen rente rest richtig richtung ring rind
rock rohr rolle rose rost rot ruf rufen ruhe rund sache sachen sack saft sagen sagt salat salz
samstag sand sattel satz sauber sauer schade schaf schaffen schal schale schalter schauen schein
schenken scheune schicken schiff schild schirm schlafen schlange schlecht schloss schluss schmal
schmerz schmitt schmutz schnee schneider schnell schon schrank schrei schreiben schrift schritt
schuh schule schulden schule schutz schwach schwarz schwein schwer schwester schwimmen see seele
segel sehen sehr seife seil sein seit seite seiten selber selbst senf sessel sicher sie sieben
sieht silber sind singen sinn sitzen so sofa sohn soll sommer sonne sonntag sorge spass spaten
spaet spiegel spiel spielen sport sprache sprechen spritze stab stadt stahl stall stamm stand
stark start statt staub stehen stein stelle stellen steuer stich stiefel stift still stimme stirn
stock stoff stolz stoppen strand strasse streit strom strumpf stube stuhl stumm stunde sturm suche
suchen sueden summe suppe tafel tag tage tal tank tanken tanne tante tanz tasche tasse tat taube
taxi tee teich teil telefon teller termin test teuer text tier tiere tinte tisch titel tochter tod
toll ton tonne topf tor torte tot total traktor traube traum treffen treppe treu trinken trocken
tuch tun tuer turm tuete ufer uhr um und unfall ungarn unser unten unter urlaub vater verein
verkauf verlieren verloren verstehen vertrag viel viele vier vogel voll vom von vor vorne wache
waffe wagen wahl wald wand wandern wann war waren warm warten warum was waschen wasser weg wegen
weib weiden weil wein weinen weiss weit weiter welt wem wenig wenn wer werden werk wespe wespen
weste westen wette wetter wie wieder wiese wild wilde wind winkel winter wir wirt wissen witz wo
woche wohnen wohne wohnung wolf wolke wolle wollen wort wunde wunder wunsch wurm wurst wurzel zahl
zahlen zahn zange zaun zehn zeichen zeigen zeit zeitung zelle zelt zeug zeuge zeugnis ziege ziel
zimmer zoll zu zucker zug zunge zurueck zusammen zwei zweig zwiebel zwischen mache hallo tschuess
falsch richtig schoen haesslich lustig traurig muede wach kaputt fehler drucker rechner bildschirm
tastatur internet anmelden abmelden ummelden beantragen bestellen kuendigen reservieren
verlaengern abgelaufen gestohlen umziehen umzug gemeinde verwaltung behoerde buergermeister
landrat kreisverwaltung verbandsgemeinde standesamt ordnungsamt jugendamt fuehrerschein reisepass
personalausweis kennzeichen zulassung hochzeit scheidung beerdigung friedhof kindergarten
grundsteuer wohngeld elterngeld kindergeld baugenehmigung gewerbe hundesteuer sperrmuell biotonne
restmuell abfall feuerwehr krankenhaus apotheke schwimmbad turnhalle bahnhof flughafen autobahn
bundesstrasse tankstelle supermarkt baecker metzger friseur restaurant kneipe gasthaus weinberg
winzer winterdienst glatteis hochwasser sirene stromausfall schornstein heizoel solaranlage
dachdecker maurer elektriker klempner schlosser tischler gaertner landwirt foerster jaeger angler
verletzt verlaufen vergessen verboten erlaubt schreiner blitzer strafzettel knoellchen parkplatz
bettwaesche bettzeug bettel kette kessel kerl kern kerne keks kehren kegel kelle kellner ketten
kleid kleider klinke kloster knopf knochen korn kopie koffer kombi komma komisch kommode komplett
kreide kreisel krippe krone kruste lahm lamm land lappen latein laube lauch laune leber leder
leine leinen lende lerche leser lider liege linse lippe liste lob loch locke lohnen luchs lupe
luxus made magen magd mahnung malen marder marken mast matte matsch meise melken melone menue
metall mieter mine minus mist mitten mode moos most motte muehle muetze muschel mutig nachts nadel
nelke nest niere nieren nixe nonne nudel oper opfer orgel orkan otter palme panne panik pate
patient pelz perle pfanne pfeffer pfeife pfeil pfennig pfosten pfote pfund pilger pille pinnwand
piste plage planen platt plump pocken pokal pommes pony porto prinz probe profi pudel pumpe qual
qualm quark quatsch quelle quer quittung rabe rache rampe rasse raste rasten raub rauch raupe rebe
reben rechen regal regel reihe reim reis reiter rennen retten riese rinde rippe ritter robbe
roggen roller rollen roman ruder ruecken ruine rutsche saat saege saenger sahne salbe same samen
samt sarg schach schacht schaden schalk schall scham schar scharf schatten schatz schaum scheibe
schelle schenke schere scherz scheu schicht schiene schlag schlamm schlank schlau schleife
schlucht schluck schmied schnabel schnecke schnitt schnupfen schnur schober schokolade schonen
schotter schraube schreck schub schulter schuppen schuss schuster schwan schwamm schwanz schweiss
schwelle schwert schwung sechs sehne seide sekt sektor sender senden senke serie seuche sieb
siegel sieger sirup sitte sitz socke socken soldat sorte spalte span spange spargel speck speer
speiche speicher speise sperre spitze splitter spott spruch spule spur staat stachel stange stapel
star starr station stau steg steig steil stern stier stiel stiege stiel stille stimmen strahl
strauss strecke streifen streng strick strich stroh stufe stute sucht sumpf sünde tabak takt
tapete tasten tau taufe teer teig tempel tennis teppich terrasse teufel thema tiefe tiger tochter
tomate trab tracht trage trauer traeger treiben trennung tritt trog tropfen trost trotz truhe
trumpf tulpe tunnel turnen urin urne vase vater vers vieh villa viper vorhang vorrat waage wachs
wade waffel wahr waise wal walze wange wanne wanze wappen ware watte weber wechsel wecker weide
weihnachten weise weizen welle wende werbung werfen werft wert wespe wickel widder wiege wimpel
wimper winde wippe wirbel wirt wirtschaft witwe woge wohl wolle wucher wueste wut zacke zahnarzt
zander zart zauber zebra zeder zehe zeile zelten zement zentrum zettel ziegel zimt zink zins
zirkel zirkus zitrone zoo zopf zorn zwang zweck zwerg zwilling zwist grenzen reden melde suppen
kirmes karneval fasching gruss gruesse hilfsbereit moin servus guten abend mahlzeit frohe
weihnacht sylvester telefonnummer adresse anschrift lehrerin aerztin pfleger schwanger baby
saeugling enkelin tante schwager schwiegermutter verlobte partner ehemann ehefrau niemals
vielleicht natuerlich genau bestimmt manchmal meistens ungefaehr eigentlich ueberhaupt trotzdem
deshalb darum pizza burger nudeln kartoffel kartoffeln brokkoli banane apfel birne kirsche
erdbeere schnitzel wuerstchen kaese butter laptop computer tablet drohne batterie ladegeraet
kopfhoerer kamera fernseher kuehlschrank waschmaschine staubsauger fussball handball tennis reiten
angeln wandern radfahren joggen yoga gitarre klavier trompete geige
# Aus dem Alltag einer Verwaltung
abgabe ablehnung absage abschrift abteilung abwasser adoption akte aktion aktuell alkohol amtsarzt
amtsgericht anbau anbieter anfrage angabe angebot anhang anhaenger anhoerung anlage anlass
anmeldung annahme anschluss anspruch anteil anwalt anzeige asche asyl atmen aufenthalt aufgabe
auflage aufnahme auftrag aufwand ausbildung ausfuhr ausgabe auskunft ausland auslaender aussage
ausstellung auswandern auszug baecker bagger balkon bauamt baum baustelle bauplatz bauwerk beamter
beatmung bedarf bedingung befreiung begleitung behandlung behindert beihilfe beirat beitrag belege
belegung beleuchtung belehrung benzin beratung bereich bereit bericht bescheid bescheinigung
beschwerde besitz besitzer bestand bestattung bestaetigung beton betreuer betreuung betrag betrieb
betrug beweis bewohner bewerbung bezahlung bezug biene bienen blatt blech blind blinden blut
bohren bohrung bremse bruecke buche buecher budget buergen buerger buergergeld bundesland bussgeld
christbaum container darf daten deckung demenz denkmal deponie diesel diagnose direktor drogen
duenger duldung durfte duerfen echt eichung eigentum eignung einfahrt einigung einkommen einladung
einnahme einschulung einspruch eintrag einwohner einzug eisen elektro eltern empfang endlich
energie entzug erben ergebnis erhalten erlaubnis erlaubt ermitteln ersatz erzieher erziehung essig
etage fahrbahn fahrgast fahrlehrer fahrplan fahrschule fahrt fahrzeug faellen faellig fahren
feldweg ferkel fernsehen feststellung festival feuchte fichte finanzamt flaeche fliesen flohmarkt
flucht fluechtling foerderung formular freistellung frist fuehlen fuehren fundbuero futter gaense
garage gaststaette gebaeude gebiet gebuehr gebuehren gefluegel gegner gehalt gehweg geist gelaende
geleert gemuese genehmigung genug geraet gericht geruch gesetz gesperrt gesuch getraenke gewaesser
gewerbe gewinn gewissen gift glascontainer gleis grabstein grad grenzstein gruen gruenschnitt
gruenden gueltig gutachten gutschein hafer haftung halter haltung handwerk haushalt hebamme hecke
heim heirat heizen heizung helfer hengst henne herde hexen hilfe hinweis hobby hochzeit hoehe
hoehle hoeren honorar huehner huette impfung imbiss industrie info insolvenz integration inhaber
jobcenter joghurt jubilaeum kadaver kamera kampf kampfhund kanister kapelle kapital kaution
kennung kette kita klage klinik kneipe koepfe kommune kompost konkurs kontrolle kontakt koennen
koerper kosten krippe kuendigung kunde kundin kupplung laermen laerm laterne laeuse leasing
lebensmittel legen leistung leistungen leiche leitung lenker leser linde lizenz lohnsteuer
loeschen luecke maehen mahnung makler markierung maske masern masse material meinung meldung
merkmal messung metzger miete mieten militaer minder mitglied mittel moebel moment moped motor
mofa muellabfuhr muelltonne nachlass nachweis nehmen netze neuwagen niere notar notdienst
nummernschild nutzung oelheizung oeltank opfer organ original paket panik papiere partei party
passbild pegel pension personal pfaendung pfeil pflaster pflegegeld pflegeheim pflicht pin plakat
plakette planung polen pool porto presse privat probe protokoll pruefer pruefung punkte pumpe
quelle rabatt rampe ratte raten raub raeumen reaktion rechner rechte referat regelung reh reise
rente rentner reservierung restmuell rezept ring risiko roller rotwild ruecken ruecklicht ruhe
sachbearbeiter sachsen sammlung sanierung satzung sauna scheck schein schild schilder schimmel
schlachten schlaeger schlagen schlag schlaegt schluessel schornsteinfeger schueler schuldner
schulbus schutz schwaeche schwester seelisch seminar senior senioren servus signal sirene sitzung
solar soldat sonder sozialamt sozialhilfe sparkasse sperren sperrung spende spielplatz sporthalle
stadion stadtrat standort start statistik stempel sterben sterbefall steuern stiftung stimmzettel
stoerung strafe strafen strassen streuen streusalz student studium stufe stunden suche sucht
tauschen taeter technik teilen teilhabe termine testament tierarzt tierheim tierschutz toilette
tonnen touristen tragen training transport treffen trennen trinkwasser tueren ueber uebergang
ueberweisung umbau umfrage umgang umleitung umschreiben umtausch umwelt unfaelle unterhalt
unterkunft unterlagen unterschrift unterricht urkunde ursache urteil vaeter verband verbot
verbrennen vereine verfahren vergabe vergleich verkehr verlaengern verlust vermieter vermoegen
verordnung versand versichern versicherung versorgung verstorben versuch vertreter verzug virus
visum vollmacht voran voraus vormund vorsorge wachsen waehler waehlen waerme waffen wagen wahlen
wahlschein waisen wanderung waren warnung wartezeit waschen wechseln wege weinfest weisung welpe
werkstatt werkzeug wetterbericht widerspruch wildschaden wildschwein winzer wohngeld wohnraum
wohnsitz zahlung zaehler zaehne zehner zeuge zeugnisse ziegen ziehen zivil zollamt zugang
zulassung zusage zuschuss zustand zutritt zwang zweitwohnung zwecke abend abends achtung alles als
ans anstatt ausser bevor bin bis dabei dafuer damit danach darf dass davon dazwischen dein deren
dessen diesen diesem dieses doch drin durch eben einem einen einer eines erhalten etwa falls fuer
ganze gegen gehabt genauso gewesen gibts haett hatten hinten immer innen irgendwo jede jeden jedes
jene kann kannst kaum keinen konnte konnten lieber machen macht man manche mehrfach meinen mich
mir moechte muessen musste nachdem neben nichts niemand obwohl ohne paar schon sehr seid selten
sich sobald sogar solche soll sollen sollte sonst sowie spaeter statt ueberall unter vielen waere
waehrend warum weder weil welche welcher welches wenn werde wessen wie will wollen worden wuerde
wurde wurden zuerst zuletzt zwar
# Auf Englisch
about address after again all and any apply are ask ask bad bar been before best big birth board
book born bring build business but buy call can car card cell change check child children church
city clean close closed cold come comes common company complaint cost count country course
daughter day dead death did dog done door down drive driver driving early earth east end english
every family father field file find fine fire first fish food for foreign form found free friend
from garbage garden german germany get getting girl give good green ground group guess hall hand
happy hard has have health hear help her here him his home hook house how hunt husband ice income
insurance into its job just keep key kind know label lake land last late law layer leave left
letter license like list live lives living log long look lose lost love made mail main make man
many married marry may meet mile money month more most mother move moved much must name need never
new next night none north not note now number office old one online open order other our out over
own paid paper parents park passport pay pension people permit phone pick place plain play please
pool post price problem public question rain read red register rent report request residence rest
right river road room root rule run safe sale school screen second see sell send service set shop
show sick sign sister small some son soon south speak staff start state station stay stop street
student such sun table take talk talking tax teach team tell than thank that the them then there
these they thing this those time today too town train travel tree under until use valid very view
visa visit wait walk wall want was waste water way week well were west what when where which white
who wife wild wind wine winter with wood word work world write wrong year yes yet you young your
# Vornamen
adam alex alexander alfred alina alois amelie andrea andreas angela angelika anja anke anna anne
annette anton antonia arnold arthur astrid august barbara bastian beate ben benjamin bernd
bernhard bert berta bettina birgit bjoern brigitte bruno carina carl carla carolin charlotte
christa christel christian christina christine christoph clara claudia claus cornelia dagmar
daniel daniela david dennis dieter dietmar dirk dominik doris dorothea eberhard edith egon elena
elias elisabeth elke ella ellen else emil emilia emma erhard eric erich erika erna erwin eva
fabian felix ferdinand finn florian frank franz franziska fritz gabi gabriele georg gerald gerd
gerda gerhard gertrud gisela gregor greta gudrun guenter guenther gustav hanna hannelore hannes
hans harald hartmut heidi heike heiko heiner heinrich heinz helena helene helga helmut henning
henry herbert hermann hilde hildegard holger horst hubert hugo ida ilse ines ingeborg ingo ingrid
irene irma irmgard isabel jakob jan jana janina jannik jasmin jens jessica joachim jochen johann
johanna johannes jonas jonathan josef joseph julia julian juliane jutta karin karl karla karolina
kathrin katja katharina kerstin kevin klaus konrad konstantin kurt lara lars laura lea lena leni
leo leon leonie liam lina linda lisa lothar louis louisa luca lucas ludwig luis luisa lukas lydia
magdalena maik maja manfred manuel manuela marc marcel marco margarete margit maria marianne marie
mario marion markus marlene marta martha martin martina mathias mathilde matthias max maximilian
melanie mia michael michaela mila miriam mohammed monika moritz nadine natalie nico nicole niklas
nils nina noah norbert olaf oliver oskar otto pascal patricia patrick paul paula paulina peter
petra philipp pia rainer ralf ramona rebecca regina reiner reinhard renate rene ricarda richard
rita robert robin roland rolf rosa rosemarie rudi rudolf ruth sabine sabrina sandra sara sarah
sascha sebastian selina siegfried sigrid silke silvia simon simone sofia sonja sophia sophie
stefan stefanie steffen stephan sven svenja sybille sylvia tanja theo theodor theresa thomas
thorsten tim timo tina tobias tom toni torsten udo ulla ulrich ulrike ursula ute uwe valentin
vanessa vera verena veronika victoria viktor volker walter waltraud werner wilhelm wilfried wilma
winfried wolfgang yannick yvonne ahmed ali fatima mustafa mehmet ayse olga ivan
# Nachnamen
mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer bauer koch
richter klein wolf schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange
schmitt werner schmitz krause meier lehmann schmid schulze maier koehler herrmann koenig walter
mayer huber kaiser fuchs peters lang scholz moeller weiss jung hahn schubert vogel friedrich
keller guenther berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig
boehm winter kraus schumacher kraemer vogt stein jaeger otto sommer gross seidel heinrich brandt
haas schreiber graf schulte dietrich ziegler kuhn kuehn pohl engel horn busch bergmann thomas
voigt sauer arnold wolff pfeiffer esser ernst reuter thiel klaes meyers theisen hermes thome
thielen kirsch kirchen hoff pauly pauli mertes marx diederich hansen petersen jansen peters lauer
zens zimmer faber becker heck heinz igel nickels steffes kettern kettenhofen yilmaz kaya demir
nguyen kowalski nowak ivanov petrov
`);
