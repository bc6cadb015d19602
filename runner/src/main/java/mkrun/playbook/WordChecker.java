package mkrun.playbook;

import groovy.lang.DelegatesTo;
import groovy.transform.NamedParams;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mkrun.spelling.DidYouMean;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.AnnotationConstantExpression;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.transform.stc.AbstractTypeCheckingExtension;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;
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
    private final Set<ClosureExpression> unchecked = new HashSet<>();
    private final Set<Expression> reported = new HashSet<>();

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
            checkOptions(call, options, parameters[0]);
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

    private void checkOptions(MethodCallExpression call, MapExpression given, Parameter parameter) {
        Map<String, AnnotationNode> known = options(parameter);
        if (known.isEmpty()) {
            return;
        }
        Set<String> missing = new TreeSet<>();
        known.forEach((name, option) -> {
            if (option.getMember("required") instanceof ConstantExpression required && required.isTrueExpression()) {
                missing.add(name);
            }
        });
        String word = call.getMethodAsString();
        for (MapEntryExpression entry : given.getMapEntryExpressions()) {
            if (entry.getKeyExpression() instanceof ConstantExpression key) {
                checkOption(word, key, entry.getValueExpression(), known);
                missing.remove(key.getText());
                missing.removeIf(name -> !known.containsKey(key.getText())); // one mistake, said once
            }
        }
        if (!missing.isEmpty()) {
            String names = String.join("', '", missing);
            error("'" + word + "' needs the option '" + names + "'", usage(scope(), word), call.getMethod());
        }
    }

    private void checkOption(String word, ConstantExpression key, Expression value, Map<String, AnnotationNode> known) {
        String name = key.getText();
        AnnotationNode option = known.get(name);
        if (option == null) {
            String near = DidYouMean.hint(name, known.keySet());
            String all = "there are: " + String.join(", ", new TreeSet<>(known.keySet()));
            error("unknown option '" + name + "' in '" + word + "'", near.isEmpty() ? all : near, key);
        } else if (option.getMember("type") instanceof ClassExpression wanted
                && !StaticTypeCheckingSupport.isAssignableTo(getType(value), wanted.getType())) {
            String message = "option '" + name + "' of '" + word + "' is " + article(kind(getType(value)));
            error(message, "it must be " + article(kind(wanted.getType())), value);
        }
    }

    private static Map<String, AnnotationNode> options(Parameter parameter) {
        return parameter.getAnnotations(ClassHelper.make(NamedParams.class)).stream()
                .map(a -> a.getMember("value"))
                .flatMap(e -> e instanceof ListExpression list ? list.getExpressions().stream() : Stream.of(e))
                .map(e -> (AnnotationNode) ((AnnotationConstantExpression) e).getValue())
                .collect(Collectors.toMap(a -> a.getMember("value").getText(), a -> a));
    }

    @Override
    public List<MethodNode> handleMissingMethod(
            ClassNode receiver, String name, ArgumentListExpression arguments, ClassNode[] types, MethodCall call) {
        if (!(call instanceof MethodCallExpression expression)) {
            return List.of();
        }
        for (Expression argument : arguments.getExpressions()) {
            if (argument instanceof ClosureExpression block) {
                unchecked.add(block);
            }
        }
        boolean followsFromAnother = arguments.getExpressions().stream().anyMatch(reported::contains);
        if (!followsFromAnother && expression.isImplicitThis()) {
            missingWord(name, types, expression.getMethod());
        } else if (!followsFromAnother) {
            missingMethod(receiver, name, types, expression);
        }
        return List.of(makeDynamic(call));
    }

    private void missingWord(String name, ClassNode[] types, Expression word) {
        Class<?> scope = scope();
        if (ScopeWords.has(scope, name)) {
            error("'" + name + "' cannot be used with (" + kinds(types) + ")", usage(scope, name), word);
        } else if (isOwnMethod(name)) {
            String message = "'" + name + "' is a method of this script, no word of " + ScopeWords.name(scope);
            error(message, "write this." + name + "(...)", word);
        } else {
            error(unknown(name, scope), hint(name, scope), word);
        }
    }

    private void missingMethod(ClassNode receiver, String name, ClassNode[] types, MethodCallExpression call) {
        String object = call.getObjectExpression().getText();
        Set<String> known = receiver.isResolved()
                ? Arrays.stream(receiver.getTypeClass().getMethods())
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
        if (known.contains(name)) {
            error("'" + object + "." + name + "' cannot be used with (" + kinds(types) + ")", "", call.getMethod());
        } else {
            error("'" + object + "' has no '" + name + "'", DidYouMean.hint(name, known), call.getMethod());
        }
    }

    private static String usage(Class<?> scope, String word) {
        return ScopeWords.usage(scope, word).map(usage -> "write: " + usage).orElse("");
    }

    private static String kinds(ClassNode[] types) {
        return Arrays.stream(types).map(WordChecker::kind).collect(Collectors.joining(", "));
    }

    private boolean isOwnMethod(String name) {
        return !context.getEnclosingClassNode().getDeclaredMethods(name).isEmpty();
    }

    @Override
    public boolean handleUnresolvedVariableExpression(VariableExpression variable) {
        Class<?> scope = scope();
        String name = variable.getName();
        Set<String> words = ScopeWords.of(scope);
        reported.add(variable);
        String hint = words.contains(name)
                ? usage(scope, name)
                : DidYouMean.nearest(name, words)
                        .map(w -> "did you mean '" + w + "'?")
                        .orElse("a text is written '" + name + "', a variable vars.string('" + name + "')");
        error(words.contains(name) ? "'" + name + "' says nothing alone" : unknown(name, scope), hint, variable);
        makeDynamic(variable);
        return true;
    }

    @Override
    public boolean handleUnresolvedProperty(PropertyExpression property) {
        if (reported.contains(property.getObjectExpression())) {
            makeDynamic(property);
            return true;
        }
        ClassNode type = getType(property.getObjectExpression());
        if (!type.isResolved() || property.getPropertyAsString() == null) {
            return false;
        }
        Set<String> known = new TreeSet<>(Arrays.stream(type.getTypeClass().getMethods())
                .map(Method::getName)
                .filter(n -> n.startsWith("get") && n.length() > 3 && !n.equals("getClass"))
                .map(n -> Introspector.decapitalize(n.substring(3)))
                .toList());
        String name = property.getPropertyAsString();
        String hint = type.getTypeClass() == Variables.class
                ? "write vars.string('" + name + "')"
                : DidYouMean.hint(name, known);
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

    /** Blocks of words that are not known are not looked into: nobody knows what may be said there. */
    private void error(String message, String hint, ASTNode node) {
        boolean insideUnknown = context.getEnclosingClosureStack().stream()
                .anyMatch(closure -> unchecked.contains(closure.getClosureExpression()));
        if (insideUnknown) {
            return;
        }
        addStaticTypeError(hint.isEmpty() ? message : message + HINT + hint, node);
    }

    private static String article(String kind) {
        return kind.equals("text") ? kind : "a " + kind;
    }

    private static String kind(ClassNode type) {
        ClassNode wrapped = ClassHelper.getWrapper(type);
        String name = wrapped.getNameWithoutPackage();
        if (wrapped.isDerivedFrom(ClassHelper.Number_TYPE)) {
            return "number";
        }
        return switch (name) {
            case "String", "GString", "GStringImpl", "CharSequence" -> "text";
            case "Closure" -> "block";
            case "Map", "LinkedHashMap" -> "map";
            case "List", "ArrayList" -> "list";
            case "Boolean" -> "boolean";
            case "Object" -> "value of unknown type";
            default -> name;
        };
    }
}
