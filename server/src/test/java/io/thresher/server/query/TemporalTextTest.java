package io.thresher.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Intervals and instants read as PostgreSQL writes them. */
class TemporalTextTest {
    @Test
    void instantsShowTheSessionsOffset() {
        TemporalText berlin = new TemporalText(ZoneId.of("Europe/Berlin"));

        assertThat(berlin.instant(1_700_000_000_500_000L, false)).isEqualTo("2023-11-14 23:13:20.5+01");
        assertThat(new TemporalText(ZoneOffset.UTC).instant(-1, false)).isEqualTo("1969-12-31 23:59:59.999999+00");
        assertThat(new TemporalText(ZoneId.of("Asia/Kolkata")).instant(1, true))
                .isEqualTo("1970-01-01 05:30:00.000000001+05:30");
    }

    @Test
    void monthsShowYears() {
        assertThat(TemporalText.months(14)).isEqualTo("1 year 2 mons");
        assertThat(TemporalText.months(-1)).isEqualTo("-1 mon");
        assertThat(TemporalText.months(0)).isEqualTo("00:00:00");
    }

    @Test
    void microsShowDaysAndTime() {
        assertThat(TemporalText.micros(86_400_000_000L)).isEqualTo("1 day");
        assertThat(TemporalText.micros(-90_061_500_000L)).isEqualTo("-1 day -01:01:01.5");
        assertThat(TemporalText.micros(0)).isEqualTo("00:00:00");
    }
}
