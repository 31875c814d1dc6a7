SELECT count(*), max(id1), max(id2), max(id3), sum(id4), sum(id5), sum(id6), sum(v3), sum(cnt)
FROM (
    SELECT id1, id2, id3, id4, id5, id6, sum(v3) AS v3, count(*) AS cnt
    FROM groupby
    GROUP BY id1, id2, id3, id4, id5, id6) AS answer
