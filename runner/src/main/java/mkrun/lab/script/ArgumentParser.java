package mkrun.lab.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mkrun.lab.script.Signature.Kind;
import mkrun.lab.script.Signature.Parameter;

/** Parses the arguments of one command: by name, by place, flags, and the condition behind {@code where}. */
final class ArgumentParser {
    private final Parser parser;
    private final Cursor cursor;
    private final Signature signature;
    private final String menu;
    private final Deque<Parameter> places;
    private final Arguments arguments = new Arguments();

    ArgumentParser(Parser parser, Signature signature, String menu) {
        this.parser = parser;
        this.cursor = parser.cursor();
        this.signature = signature;
        this.menu = menu;
        this.places = new ArrayDeque<>(signature.positional());
    }

    Arguments parse() throws RouterError {
        while (cursor.skipBlanks() && !cursor.commandEnds()) {
            int start = cursor.at();
            if (!signature.unset().isEmpty() && cursor.take('!')) {
                unset(start);
                continue;
            }
            String word = cursor.word("-.");
            boolean named = !word.isEmpty() && cursor.peek() == '=' && !signature.implicitWhere();
            if (named) {
                named(word, start);
            } else {
                unnamed(word, start);
            }
        }
        if (!cursor.commandEnds()) {
            throw cursor.error("expected end of command");
        }
        return arguments;
    }

    private void named(String word, int start) throws RouterError {
        Parameter parameter = signature.named(word).orElseThrow(() -> unknown(word, start));
        if (parameter.kind() == Kind.FLAG || parameter.kind() == Kind.WHERE) {
            throw cursor.error("expected end of command");
        }
        if (arguments.has(parameter.name())) {
            throw cursor.error("expected end of command", start);
        }
        cursor.next();
        cursor.skipContinuation();
        read(parameter);
    }

    /** {@code !protocol}: the row is to have none. */
    private void unset(int start) throws RouterError {
        String word = cursor.word("-.");
        if (!signature.unset().contains(word) || !cursor.valueEnds() || arguments.has(word)) {
            throw cursor.error("expected end of command", start);
        }
        arguments.unset(word);
    }

    private RouterError unknown(String word, int start) {
        return parser.console().dialect().version().atLeast("7.23rc1")
                ? cursor.error("bad parameter " + word, start + word.length())
                : cursor.error("expected end of command", start);
    }

    private void unnamed(String word, int start) throws RouterError {
        Optional<Parameter> exact =
                Optional.ofNullable(signature.all().get(word)).filter(p -> cursor.valueEnds());
        if (exact.filter(p -> p.kind() == Kind.REFUSED).isPresent()) {
            throw cursor.error("expected end of command", start);
        }
        if (exact.filter(p -> p.kind() == Kind.FLAG).isPresent()) {
            arguments.flag(word);
        } else if (exact.filter(p -> p.kind() == Kind.WHERE).isPresent()) {
            arguments.where(new WhereParser(parser, menu).condition());
        } else if (signature.implicitWhere()) {
            cursor.to(start);
            arguments.where(new WhereParser(parser, menu).condition());
        } else {
            positional(word, start);
        }
    }

    private void positional(String word, int start) throws RouterError {
        while (!places.isEmpty() && arguments.has(places.element().name())) {
            places.remove();
        }
        if (!places.isEmpty()) {
            cursor.to(start);
            read(places.remove());
            return;
        }
        Parameter flag = signature
                .named(word)
                .filter(p -> p.kind() == Kind.FLAG && cursor.valueEnds())
                .orElseThrow(() -> cursor.error("expected end of command", start));
        arguments.flag(flag.name());
    }

    private void read(Parameter parameter) throws RouterError {
        switch (parameter.kind()) {
            case BLOCK:
                if (cursor.peek() != '{') {
                    throw cursor.error(cursor.valueEnds() ? "expected input value" : "syntax error");
                }
                arguments.block(parameter.name(), parser.block(menu));
                if (!cursor.valueEnds()) {
                    throw cursor.error("expected end of command");
                }
                return;
            case FUNCTION:
                arguments.value(parameter.name(), function());
                return;
            case PLACE:
                arguments.place(parameter.name(), parser.values().place(menu));
                if (!cursor.valueEnds()) {
                    throw cursor.error("syntax error");
                }
                return;
            case LOOP_NAMES, LOCAL_NAME, GLOBAL_NAME:
                arguments.names(parameter.name(), names(parameter.kind()));
                return;
            default:
                arguments.value(parameter.name(), parser.values().value(parameter.kind() == Kind.VALUE, menu));
        }
    }

    private Expr function() throws RouterError {
        if (cursor.peek() != '{') {
            throw cursor.error(cursor.valueEnds() ? "expected input value" : "syntax error");
        }
        Block body = parser.function(menu);
        if (!cursor.valueEnds()) {
            throw cursor.error("expected end of command");
        }
        Value code = new Value.Code(body.intermediate(), body, true);
        return env -> code;
    }

    private List<String> names(Kind kind) throws RouterError {
        List<String> names = new ArrayList<>();
        do {
            names.add(parser.values().name(kind != Kind.LOOP_NAMES));
        } while (kind == Kind.LOOP_NAMES && cursor.take(','));
        if (!cursor.valueEnds()) {
            throw cursor.error("syntax error");
        }
        if (kind == Kind.LOOP_NAMES) {
            names.forEach(n -> parser.scopes().declare(n, Variable.Kind.LOCAL));
        }
        return names;
    }
}
