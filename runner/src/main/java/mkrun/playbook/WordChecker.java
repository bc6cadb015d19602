package mkrun.playbook;

import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.transform.stc.AbstractTypeCheckingExtension;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;
import org.codehaus.groovy.transform.stc.TypeCheckingContext.EnclosingClosure;

/**
 * Gives the type checker's refusals the words of users: which word, in which block, and which one was probably meant.
 * Groovy makes it by its name, once per script.
 */
public final class WordChecker extends AbstractTypeCheckingExtension {
    /** Stands between a message and its hint in what goes through Groovy's error collector. */
    static final String HINT = " \u0001 ";

    private final Map<ClosureExpression, Class<?>> scopes = new HashMap<>();

    public WordChecker(StaticTypeCheckingVisitor visitor) {
        super(visitor);
    }

    @Override
    public void onMethodSelection(Expression expression, MethodNode target) {
        if (!(expression instanceof MethodCallExpression call)) {
            return;
        }
        List<Expression> arguments = getArguments(call).getExpressions();
        Parameter[] parameters = target.getParameters();
        rememberScopes(arguments, parameters);
        if (call.isImplicitThis()) {
            refuseWhatIsNoWord(call, target);
        }
        if (!arguments.isEmpty() && parameters.length > 0 && arguments.get(0) instanceof MapExpression options) {
            checkOptions(call.getMethodAsString(), options, parameters[0]);
        }
    }

    private void rememberScopes(List<Expression> arguments, Parameter[] parameters) {
        for (int i = 0; i < Math.min(arguments.size(), parameters.length); i++) {
            if (arguments.get(i) instanceof ClosureExpression closure) {
                parameters[i].getAnnotations(ClassHelper.make(DelegatesTo.class)).stream()
                        .map(a -> a.getMember("value"))
                        .filter(ClassExpression.class::isInstance)
                        .forEach(value -> scopes.put(closure, value.getType().getTypeClass()));
            }
        }
    }

    /** Groovy adds println and the like to every object, and scopes have public methods for Java that are no words. */
    private void refuseWhatIsNoWord(MethodCallExpression call, MethodNode target) {
        Class<?> scope = scope();
        String word = call.getMethodAsString();
        boolean printing = target instanceof ExtensionMethodNode && word.startsWith("print");
        boolean inScope = target.getDeclaringClass().getName().startsWith("mkrun.playbook.")
                && target.getDeclaringClass().isResolved()
                && !BoundScript.class.isAssignableFrom(
                        target.getDeclaringClass().getTypeClass());
        if (printing) {
            error("'" + word + "' is no word of " + ScopeWords.name(scope), "write: debug 'text'", call.getMethod());
        } else if (inScope && !ScopeWords.has(scope, word)) {
            error(unknown(word, scope), hint(word, scope), call.getMethod());
        }
    }

    private void checkOptions(String word, MapExpression options, Parameter parameter) {
        Map<String, Class<?>> known = options(parameter);
        if (known.isEmpty()) {
            return;
        }
        for (MapEntryExpression entry : options.getMapEntryExpressions()) {
            if (entry.getKeyExpression() instanceof ConstantExpression key && !known.containsKey(key.getText())) {
                String hint = DidYouMean.hint(key.getText(), known.keySet());
                error(
                        "unknown option '" + key.getText() + "' in '" + word + "'",
                        hint.isEmpty() ? "there are: " + String.join(", ", new TreeSet<>(known.keySet())) : hint,
                        key);
            }
        }
    }

    private static Map<String, Class<?>> options(Parameter parameter) {
        return parameter.getAnnotations(ClassHelper.make(NamedParams.class)).stream()
                .map(a -> a.getMember("value"))
                .flatMap(value -> value instanceof org.codehaus.groovy.ast.expr.ListExpression list
                        ? list.getExpressions().stream()
                        : List.of(value).stream())
                .map(e -> (org.codehaus.groovy.ast.AnnotationNode)
                        ((org.codehaus.groovy.ast.expr.AnnotationConstantExpression) e).getValue())
                .filter(a -> a.getClassNode().getName().equals(NamedParam.class.getName()))
                .collect(Collectors.toMap(a -> a.getMember("value").getText(), a -> Object.class));
    }

    @Override
    public List<MethodNode> handleMissingMethod(
            ClassNode receiver, String name, ArgumentListExpression arguments, ClassNode[] types, MethodCall call) {
        if (!(call instanceof MethodCallExpression expression) || !expression.isImplicitThis()) {
            return List.of();
        }
        Class<?> scope = scope();
        ASTNode word = expression.getMethod();
        if (ScopeWords.has(scope, name)) {
            String given = Arrays.stream(types).map(WordChecker::kind).collect(Collectors.joining(", "));
            String usage = ScopeWords.usage(scope, name).orElse("");
            error("'" + name + "' cannot be used with (" + given + ")", usage.isEmpty() ? "" : "write: " + usage, word);
        } else if (isOwnMethod(name)) {
            error(
                    "'" + name + "' is a method of this script, no word of " + ScopeWords.name(scope),
                    "write this." + name + "(...)",
                    word);
        } else {
            error(unknown(name, scope), hint(name, scope), word);
        }
        return List.of(makeDynamic(call));
    }

    private boolean isOwnMethod(String name) {
        return !context.getEnclosingClassNode().getDeclaredMethods(name).isEmpty();
    }

    @Override
    public boolean handleUnresolvedVariableExpression(VariableExpression variable) {
        Class<?> scope = scope();
        String name = variable.getName();
        Set<String> words = ScopeWords.of(scope);
        String hint = words.contains(name)
                ? ScopeWords.usage(scope, name).map(u -> "write: " + u).orElse("")
                : DidYouMean.nearest(name, words)
                        .map(w -> "did you mean '" + w + "'?")
                        .orElse("a text is written '" + name + "', a variable vars.string('" + name + "')");
        error(words.contains(name) ? "'" + name + "' says nothing alone" : unknown(name, scope), hint, variable);
        makeDynamic(variable);
        return true;
    }

    @Override
    public boolean handleUnresolvedProperty(PropertyExpression property) {
        ClassNode type = getType(property.getObjectExpression());
        if (!type.isResolved() || property.getPropertyAsString() == null) {
            return false;
        }
        Set<String> known = new TreeSet<>(Arrays.stream(type.getTypeClass().getMethods())
                .map(java.lang.reflect.Method::getName)
                .filter(n -> n.startsWith("get") && n.length() > 3 && !n.equals("getClass"))
                .map(n -> java.beans.Introspector.decapitalize(n.substring(3)))
                .toList());
        String name = property.getPropertyAsString();
        String hint = DidYouMean.hint(name, known);
        error(
                "'" + property.getObjectExpression().getText() + "' has no '" + name + "'",
                hint.isEmpty() && !known.isEmpty() ? "there are: " + String.join(", ", known) : hint,
                property.getProperty());
        makeDynamic(property);
        return true;
    }

    private static String unknown(String word, Class<?> scope) {
        return "unknown word '" + word + "' in " + ScopeWords.name(scope);
    }

    private static String hint(String word, Class<?> scope) {
        List<String> elsewhere = ScopeWords.elsewhere(scope, word);
        String near = DidYouMean.hint(word, ScopeWords.of(scope));
        if (near.isEmpty() && !elsewhere.isEmpty()) {
            return "'" + word + "' belongs into " + String.join(" or ", elsewhere);
        }
        return near.isEmpty() ? "there are: " + String.join(", ", ScopeWords.of(scope)) : near;
    }

    /** The scope whose words are known at the place being checked. */
    private Class<?> scope() {
        for (EnclosingClosure closure : context.getEnclosingClosureStack()) {
            Class<?> scope = scopes.get(closure.getClosureExpression());
            if (scope != null) {
                return scope;
            }
        }
        ClassNode base = context.getEnclosingClassNode().getSuperClass();
        return base != null && base.isResolved() ? base.getTypeClass() : Object.class;
    }

    private void error(String message, String hint, ASTNode node) {
        addStaticTypeError(message + HINT + hint, node);
    }

    private static String kind(ClassNode type) {
        ClassNode wrapped = ClassHelper.getWrapper(type);
        if (wrapped.equals(ClassHelper.STRING_TYPE) || wrapped.equals(ClassHelper.GSTRING_TYPE)) {
            return "text";
        }
        if (wrapped.isDerivedFrom(ClassHelper.Number_TYPE)) {
            return "number";
        }
        if (wrapped.equals(ClassHelper.CLOSURE_TYPE)) {
            return "block";
        }
        return wrapped.implementsInterface(ClassHelper.MAP_TYPE) || wrapped.equals(ClassHelper.MAP_TYPE)
                ? "options"
                : wrapped.getNameWithoutPackage();
    }
}
