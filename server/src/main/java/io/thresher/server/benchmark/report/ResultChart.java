package io.thresher.server.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Draws a result as an SVG picture that needs nothing else: for each query a bar an engine on a logarithmic scale, hot medians; Thresher's
 * memory store is one bar more, cold medians are small circles.
 */
public final class ResultChart {
    private static final int WIDTH = 960;
    private static final int LEFT = 72;
    private static final int RIGHT = 120;
    private static final int TOP = 112;
    private static final int BOTTOM = 40;
    private static final int BAR = 13;
    private static final int GAP = 11;
    private static final int LABEL_WIDTH = 80;
    private static final int CIRCLE = 8;

    private final BenchmarkResult result;
    private final List<ChartSeries> series;
    private final LogScale scale;
    private final StringBuilder svg = new StringBuilder();

    private ResultChart(BenchmarkResult result) {
        this.result = result;
        this.series = ChartSeries.of(result);
        List<Double> values = new ArrayList<>();
        for (QueryResult query : result.queries()) {
            for (ChartSeries one : series) {
                Stream.of(one.bar(query), one.circle(query))
                        .filter(OptionalDouble::isPresent)
                        .forEach(value -> values.add(value.getAsDouble()));
            }
        }
        this.scale = LogScale.of(values, LEFT, WIDTH - RIGHT);
    }

    /** The picture's text. */
    public static String of(BenchmarkResult result) {
        return new ResultChart(result).draw();
    }

    private String draw() {
        int block = series.size() * BAR + GAP;
        int height = TOP + result.queries().size() * block + BOTTOM;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">%n",
                WIDTH,
                height,
                WIDTH,
                height));
        line("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
        text(LEFT, 28, "start", "font-size=\"18\" font-weight=\"bold\"", title());
        text(LEFT, 48, "start", "fill=\"#555\"", subtitle());
        legend();
        axis(height);
        int y = TOP;
        for (QueryResult query : result.queries()) {
            group(query, y);
            y += block;
        }
        return svg.append("</svg>\n").toString();
    }

    private String title() {
        return result.suite() + " at scale " + result.scale();
    }

    private String subtitle() {
        return "Milliseconds on a logarithmic scale, shorter is better"
                + (result.peers().isEmpty() ? "" : "; x: " + result.ours() + "'s time divided by the other's");
    }

    private void legend() {
        int x = LEFT;
        for (ChartSeries one : series) {
            line("<rect x=\"%d\" y=\"62\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, one.color());
            String label = one.label() + mean(one);
            text(x + 17, 72, "start", "", label);
            x += 17 + 7 * label.length() + 14;
        }
        if (series.stream().anyMatch(one -> result.has(one.engine(), Mode.COLD))) {
            line("<circle cx=\"%d\" cy=\"68\" r=\"4\" fill=\"white\" stroke=\"#333\" stroke-width=\"1.5\"/>", x + 6);
            text(x + 17, 72, "start", "", "cold process");
        }
    }

    private String mean(ChartSeries one) {
        OptionalDouble ratio = result.geometricMeanRatio(one.engine(), Mode.HOT);
        boolean compared = ratio.isPresent() && !one.engine().equals(result.ours());
        return compared ? " (x " + ResultTable.ratio(ratio) + ")" : "";
    }

    private void axis(int height) {
        for (LogScale.Tick tick : scale.ticks()) {
            line(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
                    tick.position(), TOP - 8, tick.position(), height - BOTTOM, tick.isPower() ? "#bbb" : "#eee");
            if (!tick.label().isEmpty()) {
                text(tick.position(), TOP - 13, "middle", "fill=\"#555\"", tick.label());
                text(tick.position(), height - BOTTOM + 16, "middle", "fill=\"#555\"", tick.label());
            }
        }
    }

    private void group(QueryResult query, int y) {
        double middle = y + series.size() * BAR / 2.0 + 4;
        text(LEFT - 8, middle, "end", "font-weight=\"bold\"", query.id());
        int top = y;
        for (ChartSeries one : series) {
            OptionalDouble bar = one.bar(query);
            OptionalDouble circle = one.circle(query);
            if (bar.isPresent()) {
                bar(one, query, bar.getAsDouble(), top);
            } else {
                text(LEFT + 4, top + 10, "start", "font-size=\"10.5\" fill=\"#a00\"", one.label() + ": not timed");
            }
            if (circle.isPresent()) {
                line(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"white\" stroke=\"#333\" stroke-width=\"1.5\"/>",
                        scale.position(circle.getAsDouble()), top + BAR / 2.0 - 1);
            }
            top += BAR;
        }
    }

    private void bar(ChartSeries one, QueryResult query, double millis, int top) {
        double end = scale.position(millis);
        line(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT, top, Math.max(1, end - LEFT), BAR - 2, one.color());
        // Behind the bar and a circle at its end; in the bar if the circle would lie on the label.
        OptionalDouble circle = one.circle(query);
        double gap = circle.isPresent() ? scale.position(circle.getAsDouble()) - end : LABEL_WIDTH;
        boolean inside = gap >= CIRCLE && gap < LABEL_WIDTH && end - LEFT > LABEL_WIDTH;
        double shift = inside ? -5 : gap < LABEL_WIDTH && gap > -CIRCLE ? Math.max(0, gap) + CIRCLE : 4;
        String style = "font-size=\"10.5\" fill=\"" + (inside ? one.labelColor() : "#333") + "\"";
        text(end + shift, top + 9.5, inside ? "end" : "start", style, label(one, query, millis));
    }

    private String label(ChartSeries one, QueryResult query, double millis) {
        String ratio = ResultTable.ratio(query.ratio(result.ours(), one.engine(), Mode.HOT));
        boolean compared = !one.engine().equals(result.ours()) && !ratio.equals("-");
        return ResultTable.millis(OptionalDouble.of(millis)) + (compared ? "  (x " + ratio + ")" : "");
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void text(double x, double y, String anchor, String style, String content) {
        line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>", x, y, anchor, style, escape(content));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
