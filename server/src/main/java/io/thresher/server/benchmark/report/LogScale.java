package io.thresher.server.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A logarithmic axis of milliseconds from {@code least} at {@code start} to {@code most} at {@code end}. */
record LogScale(double least, double most, double start, double end) {
    /** A line across; only some have a label. */
    record Tick(double position, String label, boolean isPower) {}

    /** A scale that holds all values, from a little below the least. */
    static LogScale of(List<Double> values, double start, double end) {
        double min = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        return new LogScale(floor(min / 1.5), Math.max(max, min * 10), start, end);
    }

    /** The next of 1, 2, 5, 10, 20 ... below. */
    private static double floor(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
    }

    double position(double value) {
        return start + (end - start) * Math.log(Math.max(value, least) / least) / Math.log(most / least);
    }

    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        while (power <= most) {
            for (int digit = 1; digit <= 9; digit++) {
                double value = digit * power;
                if (value >= least * 0.999 && value <= most * 1.001) {
                    boolean labelled = digit == 1 || digit == 2 || digit == 5;
                    ticks.add(new Tick(position(value), labelled ? label(value) : "", digit == 1));
                }
            }
            power *= 10;
        }
        return ticks;
    }

    private static String label(double millis) {
        if (millis >= 1000) {
            return number(millis / 1000) + " s";
        }
        return number(millis) + " ms";
    }

    private static String number(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2g", value);
    }
}
