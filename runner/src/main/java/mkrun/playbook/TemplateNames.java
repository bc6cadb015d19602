package mkrun.playbook;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** In templates, a bare name that is no local variable and no word is a variable of the playbook. */
final class TemplateNames extends CompilationCustomizer {
    private static final Set<String> WORDS = Set.of("vars", "architecture");

    TemplateNames() {
        super(CompilePhase.CANONICALIZATION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Transformer(source).visitClass(type);
    }

    private static final class Transformer extends ClassCodeExpressionTransformer {
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
            boolean free = expression instanceof VariableExpression variable
                    && variable.getAccessedVariable() instanceof DynamicVariable
                    && !WORDS.contains(variable.getName());
            return free ? read((VariableExpression) expression) : super.transform(expression);
        }

        private static Expression read(VariableExpression variable) {
            MethodCallExpression call = new MethodCallExpression(
                    VariableExpression.THIS_EXPRESSION,
                    "value",
                    new ArgumentListExpression(new ConstantExpression(variable.getName())));
            call.setImplicitThis(true);
            call.setSourcePosition(variable);
            return call;
        }
    }
}
