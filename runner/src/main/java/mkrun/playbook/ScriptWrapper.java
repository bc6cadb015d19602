package mkrun.playbook;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Makes {@code run() { statements }} of a script {@code run() { block({ statements }) }}: see {@link BoundScript}. */
final class ScriptWrapper extends CompilationCustomizer {
    ScriptWrapper() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        MethodNode run = type.isScript() ? type.getMethod("run", Parameter.EMPTY_ARRAY) : null;
        if (run == null) {
            return;
        }
        ClosureExpression block = new ClosureExpression(null, run.getCode());
        block.setVariableScope(new VariableScope());
        block.setSourcePosition(run.getCode());
        MethodCallExpression call = new MethodCallExpression(
                VariableExpression.THIS_EXPRESSION, "block", new ArgumentListExpression(block));
        call.setImplicitThis(true);
        BlockStatement wrapped = new BlockStatement();
        wrapped.addStatement(new ExpressionStatement(call));
        run.setCode(wrapped);
    }
}
