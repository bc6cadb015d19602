package mkrun.playbook;

import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * What is compiled otherwise than Groovy does: interpolated text is an {@link Interpolated}, and in templates a bare name
 * that is no local variable and no word is a variable of the playbook.
 */
final class ScriptExpressions extends CompilationCustomizer {
    private static final Set<String> TEMPLATE_WORDS = Set.of("vars", "architecture");

    private final boolean template;

    ScriptExpressions(boolean template) {
        super(CompilePhase.CANONICALIZATION);
        this.template = template;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Transformer(source).visitClass(type);
    }

    private final class Transformer extends ClassCodeExpressionTransformer {
        private final SourceUnit source;

        Transformer(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public Expression transform(Expression expression) {
            if (expression instanceof ClosureExpression closure) {
                closure.getCode().visit(this);
                return closure;
            }
            if (expression instanceof GStringExpression text) {
                return interpolated(text);
            }
            boolean free = template
                    && expression instanceof VariableExpression variable
                    && variable.getAccessedVariable() instanceof DynamicVariable
                    && !TEMPLATE_WORDS.contains(variable.getName());
            return free ? read((VariableExpression) expression) : super.transform(expression);
        }

        private Expression interpolated(GStringExpression text) {
            List<Expression> values =
                    text.getValues().stream().map(this::transform).toList();
            List<Expression> strings =
                    text.getStrings().stream().map(Expression.class::cast).toList();
            ConstructorCallExpression made = new ConstructorCallExpression(
                    ClassHelper.make(Interpolated.class),
                    new ArgumentListExpression(
                            new ArrayExpression(ClassHelper.OBJECT_TYPE, values),
                            new ArrayExpression(ClassHelper.STRING_TYPE, strings)));
            made.setSourcePosition(text);
            CastExpression typed = new CastExpression(ClassHelper.GSTRING_TYPE, made);
            typed.setSourcePosition(text);
            return typed;
        }

        private Expression read(VariableExpression variable) {
            MethodCallExpression call = new MethodCallExpression(
                    VariableExpression.THIS_EXPRESSION,
                    "value",
                    new ArgumentListExpression(new ConstantExpression(variable.getName())));
            call.setImplicitThis(true);
            call.setSourcePosition(variable);
            call.getMethod().setSourcePosition(variable);
            return call;
        }
    }
}
