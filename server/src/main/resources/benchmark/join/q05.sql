SELECT count(*), sum(id1), sum(id2), sum(id3), max(id4), max(id5), max(id6), sum(v1),
    sum(big_id1), sum(big_id2), max(big_id4), max(big_id5), max(big_id6), sum(v2)
FROM (
    SELECT x.*, big.id1 AS big_id1, big.id2 AS big_id2, big.id4 AS big_id4, big.id5 AS big_id5, big.id6 AS big_id6, v2
    FROM x JOIN big USING (id3)) AS answer
