package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.parser.LiteralList;
import io.thresher.parser.SqlParser;
import io.thresher.planner.catalog.EngineOperatorTable;
import io.thresher.planner.catalog.EngineOperators;
import io.thresher.planner.catalog.InListFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Brings a parsed query into the form that validation expects: our operators in the places of Calcite's, functions that
 * the grammar knows by keyword looked up by name like all others, GROUP BY ALL spelled out.
 */
final class SyntaxNormalizer extends SqlShuttle {
    private static final Map<SqlOperator, SqlOperator> OPERATORS = Map.of(
            SqlStdOperatorTable.PLUS, EngineOperators.ADD,
            SqlStdOperatorTable.MINUS, EngineOperators.SUBTRACT,
            SqlStdOperatorTable.CONCAT, EngineOperators.CONCAT,
            SqlStdOperatorTable.PERCENT_REMAINDER, EngineOperators.MODULO,
            SqlStdOperatorTable.EXTRACT, EngineOperators.EXTRACT);

    private static final int MAX_JOINS = 1000;

    private final List<LiteralList> lists;
    private int joins;

    private SyntaxNormalizer(List<LiteralList> lists) {
        this.lists = lists;
    }

    /**
     * The normal form of a query.
     *
     * @throws EngineException STATEMENT_TOO_COMPLEX for too many joins
     */
    static SqlNode normalize(SqlNode query, List<LiteralList> lists) {
        SqlNode result = query.accept(new SyntaxNormalizer(lists));
        return result == null ? query : result;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlJoin && ++joins > MAX_JOINS) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Query joins too many tables; split it up, joins allowed: " + MAX_JOINS);
        }
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect) {
            expandGroupByAll((SqlSelect) visited);
            SqlNode from = ((SqlSelect) visited).getFrom();
            if (from != null && !(from instanceof SqlJoin)) {
                DuplicateColumns.rename(from);
            }
        }
        if (visited instanceof SqlJoin) {
            DuplicateColumns.rename(((SqlJoin) visited).getLeft());
            DuplicateColumns.rename(((SqlJoin) visited).getRight());
        }
        if (visited instanceof SqlWithItem && ((SqlWithItem) visited).columnList == null) {
            DuplicateColumns.rename(((SqlWithItem) visited).query);
        }
        return visited instanceof SqlBasicCall ? replace((SqlBasicCall) visited) : visited;
    }

    private SqlNode replace(SqlBasicCall call) {
        SqlOperator operator = call.getOperator();
        SqlOperator ours = OPERATORS.get(operator);
        if (ours != null) {
            return new SqlBasicCall(ours, call.getOperandList(), call.getParserPosition());
        }
        switch (operator.getKind()) {
            case POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE -> {
                return regex(call);
            }
            case IN, NOT_IN -> {
                return inList(call);
            }
            case BETWEEN -> {
                return between(TextLiterals.hide(call));
            }
            case OVER -> {
                return filteredWindow(call);
            }
            case ROLLUP, CUBE, GROUPING_SETS -> {
                return GroupingSets.spellOut(call);
            }
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
                return RowComparisons.spellOut(TextLiterals.hide(call));
            }
            default -> {
                return byName(FunctionSpelling.respell(call));
            }
        }
    }

    private static SqlNode regex(SqlBasicCall call) {
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        if (call.getKind() == SqlKind.POSIX_REGEX_CASE_INSENSITIVE) {
            operands.add(SqlLiteral.createCharString("i", position));
        }
        SqlNode match = unresolved("regexp_matches", position).createCall(position, operands);
        boolean negated = call.getOperator().getName().startsWith("NEGATED");
        return negated ? SqlStdOperatorTable.NOT.createCall(position, match) : match;
    }

    /** An IN list that the parser took out becomes a function that carries it. */
    private SqlNode inList(SqlBasicCall call) {
        if (!(call.operand(1) instanceof SqlNodeList)) {
            return call;
        }
        SqlNodeList list = call.operand(1);
        SqlNode only = list.get(0);
        String text = only instanceof SqlCharStringLiteral ? ((SqlLiteral) only).getValueAs(String.class) : "";
        if (lists.isEmpty() || !text.startsWith(LiteralList.MARKER)) {
            return InLists.spellOut(call, list);
        }
        int number = Integer.parseInt(text.substring(LiteralList.MARKER.length()));
        SqlNode found =
                new InListFunction(lists.get(number)).createCall(call.getParserPosition(), (SqlNode) call.operand(0));
        return call.getKind() == SqlKind.NOT_IN
                ? SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), found)
                : found;
    }

    /** BETWEEN SYMMETRIC is BETWEEN with the bounds either way round. */
    private static SqlNode between(SqlBasicCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.flag != SqlBetweenOperator.Flag.SYMMETRIC) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        SqlNode straight =
                SqlStdOperatorTable.BETWEEN.createCall(position, call.operand(0), call.operand(1), call.operand(2));
        SqlNode reversed =
                SqlStdOperatorTable.BETWEEN.createCall(position, call.operand(0), call.operand(2), call.operand(1));
        SqlNode either = SqlStdOperatorTable.OR.createCall(position, straight, reversed);
        return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(position, either) : either;
    }

    /** {@code f(x) FILTER (WHERE c) OVER w} is {@code f(CASE WHEN c THEN x END) OVER w}. */
    private static SqlNode filteredWindow(SqlBasicCall call) {
        if (call.operand(0).getKind() != SqlKind.FILTER) {
            return call;
        }
        SqlCall filter = call.operand(0);
        SqlCall function = filter.operand(0);
        SqlParserPos position = function.getParserPosition();
        List<SqlNode> arguments = new ArrayList<>(function.getOperandList());
        boolean star = arguments.isEmpty()
                || (arguments.get(0) instanceof SqlIdentifier && ((SqlIdentifier) arguments.get(0)).isStar());
        SqlNode argument = star ? SqlLiteral.createExactNumeric("1", position) : arguments.get(0);
        SqlNode filtered = new SqlCase(
                position,
                null,
                SqlNodeList.of(filter.operand(1)),
                SqlNodeList.of(argument),
                SqlLiteral.createNull(position));
        if (arguments.isEmpty()) {
            arguments.add(filtered);
        } else {
            arguments.set(0, filtered);
        }
        SqlNode inner = function.getOperator().createCall(function.getFunctionQuantifier(), position, arguments);
        return new SqlBasicCall(call.getOperator(), List.of(inner, call.operand(1)), call.getParserPosition());
    }

    /** A function that the grammar resolved itself is looked up by name instead, so that only listed ones pass. */
    private static SqlNode byName(SqlNode node) {
        if (!(node instanceof SqlBasicCall)) {
            return node;
        }
        SqlBasicCall call = (SqlBasicCall) node;
        SqlOperator operator = call.getOperator();
        if (operator instanceof SqlUnresolvedFunction) {
            return FunctionSpelling.ordered(operator, call);
        }
        boolean function = operator instanceof SqlFunction
                && !(operator instanceof InListFunction)
                && !(operator instanceof SqlAggFunction);
        if (!function || EngineOperatorTable.contains(operator)) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        return unresolved(operator.getName(), position).createCall(position, call.getOperandList());
    }

    static SqlUnresolvedFunction unresolved(String name, SqlParserPos position) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, position), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static void expandGroupByAll(SqlSelect select) {
        SqlNodeList groups = select.getGroup();
        if (groups == null || groups.size() != 1 || !isMarker(groups.get(0))) {
            return;
        }
        SqlNodeList keys = new SqlNodeList(groups.getParserPosition());
        for (SqlNode item : select.getSelectList()) {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (!hasAggregate(expression)) {
                keys.add(expression);
            }
        }
        select.setGroupBy(keys);
    }

    private static boolean isMarker(SqlNode node) {
        return node instanceof SqlIdentifier
                && ((SqlIdentifier) node).isSimple()
                && ((SqlIdentifier) node).getSimple().equals(SqlParser.GROUP_BY_ALL);
    }

    private static boolean hasAggregate(SqlNode node) {
        boolean[] found = new boolean[1];
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (EngineOperatorTable.isAggregate(call.getOperator().getName())) {
                    found[0] = true;
                }
                return super.visit(call);
            }
        });
        return found[0];
    }
}
