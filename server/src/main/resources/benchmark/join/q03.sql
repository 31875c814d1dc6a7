SELECT count(*), sum(id1), sum(id2), sum(id3), max(id4), max(id5), max(id6), sum(v1),
    sum(medium_id1), max(medium_id4), max(medium_id5), sum(v2)
FROM (
    SELECT x.*, medium.id1 AS medium_id1, medium.id4 AS medium_id4, medium.id5 AS medium_id5, v2
    FROM x LEFT JOIN medium USING (id2)) AS answer
