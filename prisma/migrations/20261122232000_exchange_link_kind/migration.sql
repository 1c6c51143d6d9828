-- The same number may be that of a service and of a unit: the key of a link names the kind, too.
-- Links of responsibilities have named it from the beginning.
UPDATE "exchange_link"
SET "id" = '["' || "kind" || '",' || substr("id", 2)
WHERE "kind" <> 'zustaendigkeit';

UPDATE "exchange_proposal"
SET "links" = jsonb_set("links", '{id}',
  to_jsonb('["' || ("links" ->> 'kind') || '",' || substr("links" ->> 'id', 2)))
WHERE "links" ->> 'kind' <> 'zustaendigkeit';
