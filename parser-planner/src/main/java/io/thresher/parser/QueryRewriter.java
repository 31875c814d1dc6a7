package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.parser.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Respells a query, token by token, into what Calcite's Babel grammar reads: a quoted string where a table stands becomes
 * a name in {@link SqlParser#PATH_SCHEMA}; E'' and dollar strings become plain ones; PostgreSQL's INTERVAL '3 days'
 * becomes standard; type words used as names are quoted; GROUP BY ALL gets a marker; a WHERE without FROM gets a row to
 * test.
 */
final class QueryRewriter {
    private static final int MAX_NESTING = 500;

    private final String sql;
    private final List<Token> tokens;
    private final RewrittenText out = new RewrittenText();
    private final List<LiteralList> lists = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private int index;

    /** What is known of the query or expression inside one pair of parentheses. */
    private static final class Level {
        boolean select;
        boolean from;
        boolean inFromClause;
        boolean expectTable;
        boolean cast;
    }

    private QueryRewriter(String sql, List<Token> tokens, int first) {
        this.sql = sql;
        this.tokens = tokens;
        this.index = first;
        levels.push(new Level());
    }

    /** A respelled query and the long IN lists taken out of it. */
    record Rewritten(RewrittenText text, List<LiteralList> lists) {}

    /** Respells the tokens from {@code first} to the end. */
    static Rewritten rewrite(String sql, List<Token> tokens, int first) {
        QueryRewriter rewriter = new QueryRewriter(sql, tokens, first);
        while (rewriter.peek(0).kind() != Kind.END) {
            rewriter.next();
        }
        return new Rewritten(rewriter.out, rewriter.lists);
    }

    private void next() {
        Token token = peek(0);
        Level level = levels.getFirst();
        boolean tablePosition = level.expectTable;
        level.expectTable = false;
        switch (token.kind()) {
            case STRING -> string(token, tablePosition);
            case BINARY -> emit("X" + quote(token.text()), token);
            case WORD -> word(token, level);
            case SYMBOL -> symbol(token, level, tablePosition);
            case QUOTED, NUMBER, PARAMETER -> emit(sql.substring(token.start(), token.end()), token);
            case END -> throw new IllegalStateException("End of statement passed");
        }
    }

    private void string(Token token, boolean tablePosition) {
        if (token.text().startsWith(LiteralList.MARKER)) {
            throw SyntaxErrors.at(sql, token.start(), "String must not begin with a NUL character");
        }
        if (tablePosition) {
            emitPath(token);
        } else {
            emit(quote(token.text()), token);
        }
    }

    private void emitPath(Token token) {
        out.append('"' + SqlParser.PATH_SCHEMA + '"', token.start());
        out.append(".", token.start());
        out.append('"' + token.text().replace("\"", "\"\"") + '"', token.start());
        index++;
        Token next = peek(0);
        boolean aliased = next.is("as")
                || next.kind() == Kind.QUOTED
                || (next.kind() == Kind.WORD && !Keywords.endsTableName(next.text()));
        String alias = PathAlias.of(token.text());
        if (!aliased && alias != null) {
            out.append("AS", token.start());
            out.append('"' + alias + '"', token.start());
        }
    }

    private void symbol(Token token, Level level, boolean tablePosition) {
        switch (token.text()) {
            case "(" -> open(token, tablePosition);
            case ")" -> {
                if (levels.size() == 1) {
                    throw SyntaxErrors.at(sql, token, "Closing parenthesis without an opening one");
                }
                finishLevel(level, token);
                levels.pop();
                emit(")", token);
            }
            case "," -> {
                level.expectTable = level.inFromClause;
                emit(",", token);
            }
            case "==" -> emit("=", token);
            case ";" -> {
                if (peek(1).kind() != Kind.END) {
                    throw SyntaxErrors.at(sql, peek(1), "One statement at a time");
                }
                index++;
            }
            case "::" -> castOperator(token);
            default -> emit(token.text(), token);
        }
    }

    private void open(Token token, boolean tablePosition) {
        if (levels.size() > MAX_NESTING) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Statement is nested too deeply; split it up, levels allowed: " + MAX_NESTING);
        }
        Token before = peek(-1);
        LiteralList list = before.is("in") ? LiteralList.read(tokens, index) : null;
        if (list != null) {
            out.append("('" + LiteralList.MARKER + lists.size() + "')", token.start());
            lists.add(list);
            index = LiteralList.end(tokens, index) + 1;
            return;
        }
        Level level = new Level();
        level.inFromClause = tablePosition;
        level.expectTable = tablePosition;
        level.cast = before.isAny("cast", "try_cast", "safe_cast");
        levels.push(level);
        emit("(", token);
    }

    private void finishLevel(Level level, Token token) {
        if (level.select && !level.from) {
            level.from = true;
        }
        if (token.kind() == Kind.END) {
            throw new IllegalStateException("End of statement passed");
        }
    }

    private void word(Token token, Level level) {
        if (peek(-1).isSymbol(".")) {
            emit(Keywords.isName(token.text()) ? token.text() : '"' + token.text() + '"', token);
            return;
        }
        if (clause(token, level) || literal(token)) {
            return;
        }
        if (token.isAny("semi", "anti") && peek(1).is("join") && !peek(-1).is("left")) {
            out.append("LEFT", token.start());
        }
        if (token.is("trim") && hasSecondArgument()) {
            emit("BTRIM", token); // the grammar has no TRIM(text, characters)
            return;
        }
        if (token.is("as") && level.cast) {
            emit("AS", token);
            type();
            return;
        }
        if (token.is("as") && peek(1).kind() == Kind.WORD) {
            afterAs(token);
            return;
        }
        if (token.is("all") && isGroupByAll()) {
            emit('"' + SqlParser.GROUP_BY_ALL + '"', token);
            return;
        }
        if (Keywords.needsQuotes(token.text()) && isNamePosition()) {
            emit('"' + token.text() + '"', token);
            return;
        }
        emit(token.text(), token);
    }

    /** Any word may be an alias; WITH x AS [NOT] MATERIALIZED is WITH x AS. */
    private void afterAs(Token token) {
        emit("AS", token);
        if (peek(0).is("not") && peek(1).is("materialized")) {
            index += 2;
        } else if (peek(0).is("materialized") && peek(1).isSymbol("(")) {
            index++;
        } else {
            emit('"' + peek(0).text() + '"', peek(0));
        }
    }

    /** Handles words that begin a clause. */
    private boolean clause(Token token, Level level) {
        if (token.is("select")) {
            level.select = true;
            level.from = false;
            level.inFromClause = false;
        } else if (token.is("from") && level.select && !peek(-1).is("distinct")) {
            level.from = true;
            level.inFromClause = true;
            level.expectTable = true;
        } else if (token.is("join")) {
            level.expectTable = true;
        } else if (token.is("values")) {
            level.inFromClause = false; // what follows a comma now is a row, whose strings are no paths
        } else if (token.isAny("where", "group", "having") && level.select) {
            if (!level.from && !(token.is("group") && !peek(1).is("by"))) {
                out.append("FROM (VALUES (0)) AS \"$row\"", token.start());
                level.from = true;
            }
            level.inFromClause = false;
        } else if (token.isAny(
                "order", "limit", "offset", "union", "intersect", "except", "window", "qualify", "fetch")) {
            level.inFromClause = false;
            return limitAll(token);
        } else {
            return false;
        }
        emit(token.text(), token);
        return true;
    }

    private boolean limitAll(Token token) {
        if (token.is("limit") && peek(1).isAny("all", "null")) {
            index += 2;
        } else {
            emit(token.text(), token);
        }
        return true;
    }

    /** Handles DATE '...', TIMESTAMP '...', INTERVAL '...' and EXTRACT('unit' FROM. */
    private boolean literal(Token token) {
        Token next = peek(1);
        if (token.is("interval") && (next.kind() == Kind.STRING || next.kind() == Kind.NUMBER)) {
            index = IntervalText.rewrite(sql, tokens, index, out);
            return true;
        }
        if (next.kind() == Kind.STRING && token.isAny("date", "time", "timestamp", "timestamptz")) {
            out.append(DateTimeText.literal(sql, token, next), token.start());
            index += 2;
            return true;
        }
        if (token.is("timestamp") && isZoned() && peek(4).kind() == Kind.STRING) {
            out.append(DateTimeText.zoned(peek(4)), token.start());
            index += 5;
            return true;
        }
        boolean function = next.isSymbol("(") && peek(2).kind() == Kind.STRING;
        if (function && token.isAny("date_diff", "datediff", "date_add")) {
            // Other systems' functions of these names have a syntax of their own.
            emit('"' + token.text() + '"', token);
            return true;
        }
        if (token.is("extract") && next.isSymbol("(") && peek(2).kind() == Kind.STRING) {
            emit(token.text(), token);
            open(next, false);
            emit(peek(0).text(), peek(0));
            return true;
        }
        return false;
    }

    private boolean isZoned() {
        return peek(1).is("with") && peek(2).is("time") && peek(3).is("zone");
    }

    /** A type name after AS in a cast. */
    private void type() {
        if (peek(0).is("interval") || peek(0).is("row")) {
            return;
        }
        Token token = peek(0);
        int[] next = new int[1];
        out.append(CastRewriter.type(sql, tokens, index, next), token.start());
        index = next[0];
    }

    /** {@code x::type} becomes {@code CAST(x AS type)}, {@code '1 day'::interval} an interval. */
    private void castOperator(Token token) {
        Token before = peek(-1);
        if (out.size() == 0) {
            throw SyntaxErrors.at(sql, token, "Cast without operand");
        }
        boolean interval = peek(1).is("interval") && before.kind() == Kind.STRING;
        if (interval) {
            out.removeLast();
            out.append(IntervalText.literal(sql, before), before.start());
            index += 2;
            return;
        }
        int start = CastRewriter.operandStart(out);
        out.insert(start, "(");
        out.insert(start, "CAST");
        out.append("AS", token.start());
        index++;
        type();
        out.append(")", token.start());
    }

    /** Whether a comma stands directly inside the parentheses after this word. */
    private boolean hasSecondArgument() {
        int depth = 0;
        for (int ahead = 1; peek(ahead).kind() != Kind.END; ahead++) {
            Token token = peek(ahead);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            }
            if (depth == 0) {
                return false;
            }
            if (depth == 1 && token.isSymbol(",")) {
                return true;
            }
        }
        return false;
    }

    private boolean isGroupByAll() {
        Token next = peek(1);
        return peek(-1).is("by")
                && peek(-2).is("group")
                && (next.kind() == Kind.END
                        || next.isSymbol(")")
                        || next.isSymbol(";")
                        || next.isAny("order", "limit", "having", "offset", "union", "intersect", "except", "qualify"));
    }

    /** Whether a word such as DATE or ROW stands where only a name can. */
    private boolean isNamePosition() {
        Token next = peek(1);
        Token before = peek(-1);
        if (next.isSymbol("(") || next.isSymbol("[")) {
            return false;
        }
        if (peek(0).is("end")) {
            return before.is("as");
        }
        if (peek(0).is("row")) {
            return !before.isAny("current", "fetch", "next", "first") && before.kind() != Kind.NUMBER;
        }
        if (peek(0).is("default")) {
            return next.isSymbol(".");
        }
        return next.kind() != Kind.STRING;
    }

    private Token peek(int ahead) {
        int at = index + ahead;
        return at < 0 ? tokens.get(tokens.size() - 1) : tokens.get(Math.min(at, tokens.size() - 1));
    }

    private void emit(String text, Token token) {
        out.append(text, token.start());
        index++;
    }

    /** A string literal in SQL's spelling. */
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
