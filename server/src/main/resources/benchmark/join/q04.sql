SELECT count(*), sum(id1), sum(id2), sum(id3), max(id4), max(id5), max(id6), sum(v1),
    sum(medium_id1), sum(medium_id2), max(medium_id4), sum(v2)
FROM (
    SELECT x.*, medium.id1 AS medium_id1, medium.id2 AS medium_id2, medium.id4 AS medium_id4, v2
    FROM x JOIN medium USING (id5)) AS answer
