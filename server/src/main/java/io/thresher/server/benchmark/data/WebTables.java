package io.thresher.server.benchmark.data;

import io.thresher.batch.DataType;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The tables of AMPLab's Big Data Benchmark: pages with their ranks, and visits of pages. Scale 1 is 1.2 million pages and 10 million
 * visits, a thousand times its smallest data set. Ranks follow a power law that fits the result sizes published for queries 1A to 1C (of
 * 90 million pages, 32,888 have a rank over 1000, 3,331,851 over 100, nearly all over 10): the share over x is (19.2 / x) squared. Texts
 * have the lengths that the published file sizes come to: addresses 10 to 100 letters, agents about 47. Visits go to popular pages more
 * often (Zipf's law with exponent 0.5, as HiBench, the original generator, does) and spread evenly over 1970 to 2012. Revenue is
 * DOUBLE, not FLOAT, as sums of FLOAT do not compare between engines.
 */
public final class WebTables {
    private static final long PAGES_AT_ONE = 1_200_000;
    private static final long VISITS_AT_ONE = 10_000_000;
    private static final long PAGE_SEED = 0xB16D;
    private static final double LEAST_RANK = 19.2;
    private static final int LEAST_LETTERS = 10;
    private static final int MOST_LETTERS = 100;
    private static final int DAYS = (int) LocalDate.of(2013, 1, 1).toEpochDay();

    private static final String[] AGENTS = {
        "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)",
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.0)",
        "Mozilla/5.0 (X11; U; Linux i686; en-US) Gecko/20070725",
        "Mozilla/5.0 (Macintosh; U; PPC Mac OS X; en) Safari/125.8",
        "Mozilla/5.0 (iPhone; U; CPU like Mac OS X; en)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; help page)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; bot page)",
        "Opera/9.00 (Windows NT 5.1; U; en)",
        "Opera/9.80 (X11; Linux x86_64; U; de) Presto/2.7.62",
        "Lynx/2.8.5rel.1 libwww-FM/2.14 SSL-MM/1.4.1",
        "Wget/1.10.2 (Red Hat modified)",
        "msnbot/1.0 (+search page)",
        "BlackBerry7520/4.0.0 Profile/MIDP-2.0 Configuration",
        "Nokia6600/1.0 (4.09.1) SymbianOS/7.0s Series60/2.0"
    };
    private static final String[] COUNTRIES = {
        "USA", "DEU", "FRA", "GBR", "JPN", "CHN", "IND", "BRA", "CAN", "AUS", "ESP", "ITA", "NLD", "POL", "RUS", "KOR",
        "MEX", "SWE", "CHE", "TUR", "ARG", "AUT", "BEL", "CZE", "DNK", "FIN", "GRC", "HUN", "IRL", "ISR", "NOR", "PRT"
    };
    private static final String[] LANGUAGES = {
        "USA-EN", "DEU-DE", "FRA-FR", "GBR-EN", "JPN-JA", "CHN-ZH", "IND-HI", "BRA-PT", "CAN-EN", "AUS-EN", "ESP-ES",
        "ITA-IT", "NLD-NL", "POL-PL", "RUS-RU", "KOR-KO"
    };
    private static final int WORDS = 1_000;

    private final long pageCount;
    private final long visitCount;

    private WebTables(double scale) {
        this.pageCount = Math.max(1, Math.round(PAGES_AT_ONE * scale));
        this.visitCount = Math.max(1, Math.round(VISITS_AT_ONE * scale));
    }

    /** Both tables at a scale. */
    public static List<TableGenerator> at(double scale) {
        WebTables tables = new WebTables(scale);
        return List.of(tables.rankings(), tables.visits());
    }

    private TableGenerator rankings() {
        return new RandomTable(
                "rankings",
                pageCount,
                0xB101,
                (number, random, rows) -> {
                    rows.putText(0, address(rows.text(), number));
                    rows.putInt(1, rank(random));
                    rows.putInt(2, 1 + random.nextInt(99));
                },
                "pageURL",
                DataType.VARCHAR,
                "pageRank",
                DataType.INTEGER,
                "avgDuration",
                DataType.INTEGER);
    }

    private TableGenerator visits() {
        return new RandomTable(
                "uservisits",
                visitCount,
                0xB102,
                (number, random, rows) -> putVisit(random, rows),
                "sourceIP",
                DataType.VARCHAR,
                "destURL",
                DataType.VARCHAR,
                "visitDate",
                DataType.DATE,
                "adRevenue",
                DataType.DOUBLE,
                "userAgent",
                DataType.VARCHAR,
                "countryCode",
                DataType.VARCHAR,
                "languageCode",
                DataType.VARCHAR,
                "searchWord",
                DataType.VARCHAR,
                "duration",
                DataType.INTEGER);
    }

    private void putVisit(SplittableRandom random, RowBuffer rows) {
        TextBuffer source = rows.text();
        int bits = random.nextInt();
        for (int shift = 24; shift >= 0; shift -= 8) {
            source.append(bits >>> shift & 0xFF, 1);
            if (shift > 0) {
                source.append('.');
            }
        }
        rows.putText(0, source);
        double popular = random.nextDouble();
        rows.putText(1, address(rows.text(), (long) (pageCount * popular * popular)));
        rows.putInt(2, random.nextInt(DAYS));
        rows.putDouble(3, random.nextInt(100_000_000) / 1e8);
        rows.putText(4, rows.text().append(AGENTS[random.nextInt(AGENTS.length)]));
        rows.putText(5, rows.text().append(COUNTRIES[random.nextInt(COUNTRIES.length)]));
        rows.putText(6, rows.text().append(LANGUAGES[random.nextInt(LANGUAGES.length)]));
        long word = random.nextInt(WORDS);
        rows.putText(7, rows.text().appendLetters(3 + (int) (word % 10), Scramble.mix(word)));
        rows.putInt(8, 1 + random.nextInt(10));
    }

    private static int rank(SplittableRandom random) {
        // 1 - u is never zero.
        return (int) (LEAST_RANK / Math.sqrt(1 - random.nextDouble()));
    }

    /** The address of a page: its number decides every letter, so that visits need not look it up. */
    private static TextBuffer address(TextBuffer text, long page) {
        long seed = Scramble.mix(PAGE_SEED + page);
        int letters = LEAST_LETTERS + (int) Long.remainderUnsigned(seed, MOST_LETTERS - LEAST_LETTERS + 1L);
        return text.appendLetters(letters, seed);
    }
}
