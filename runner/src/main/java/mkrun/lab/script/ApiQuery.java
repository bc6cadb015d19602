package mkrun.lab.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows a command of the API is about: words that push truths on a stack, and words that reckon with them. A row is
 * meant if nothing false is left. By the section on queries of the manual's page on the API.
 */
final class ApiQuery {
    /** A word at work on the stack for one row. */
    private interface Step {
        void apply(RowView row, Deque<Boolean> stack);
    }

    private final List<Step> steps = new ArrayList<>();

    /**
     * @param words in their order, without the question mark
     * @throws ApiRefusal if one is none
     */
    ApiQuery(List<String> words) throws ApiRefusal {
        for (String word : words) {
            steps.add(step(word));
        }
    }

    boolean holds(RowView row) {
        Deque<Boolean> stack = new ArrayDeque<>();
        steps.forEach(s -> s.apply(row, stack));
        return !stack.contains(false);
    }

    private static Step step(String word) throws ApiRefusal {
        if (word.isEmpty()) {
            throw ApiRefusal.invalidQuery();
        }
        return switch (word.charAt(0)) {
            case '#' -> operations(word.substring(1));
            case '-' -> pushing(named(word.substring(1)).negate());
            case '<' -> pushing(ordered(word.substring(1), -1));
            case '>' -> pushing(ordered(word.substring(1), 1));
            default -> pushing(plain(word));
        };
    }

    private static Step pushing(Predicate<RowView> test) {
        return (row, stack) -> stack.push(test.test(row));
    }

    private static Predicate<RowView> named(String name) throws ApiRefusal {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw ApiRefusal.invalidQuery();
        }
        return row -> row.plain(name).isPresent();
    }

    /** {@code name}, {@code name=value}, or the same with a sign before it, which earlier manuals have. */
    private static Predicate<RowView> plain(String word) throws ApiRefusal {
        String test = word.startsWith("=") ? word.substring(1) : word;
        int sign = test.indexOf('=');
        if (sign < 0) {
            return named(test);
        }
        String name = test.substring(0, sign);
        String value = test.substring(sign + 1);
        return row ->
                row.plain(name).filter(seen -> same(row.get(name), seen, value)).isPresent();
    }

    private static boolean same(Value typed, String seen, String wanted) {
        if (typed instanceof Value.Bool) {
            return seen.equals(wanted.equals("yes") ? "true" : wanted.equals("no") ? "false" : wanted);
        }
        return seen.equals(wanted);
    }

    private static Predicate<RowView> ordered(String test, int sign) throws ApiRefusal {
        int equals = test.indexOf('=');
        if (equals <= 0) {
            throw ApiRefusal.invalidQuery();
        }
        String name = test.substring(0, equals);
        String value = test.substring(equals + 1);
        return row -> Integer.signum(compare(row.get(name), value)) == sign;
    }

    /** 0, too, where the two have no order. Of texts is known that those with something in them are more than the empty one. */
    private static int compare(Value seen, String wanted) {
        Optional<Value> other = Optional.empty();
        if (seen instanceof Value.Num) {
            other = Literals.number(wanted);
        } else if (seen instanceof Value.Time) {
            other = Literals.time(wanted);
        } else if (seen instanceof Value.Ip) {
            other = Literals.address(wanted).filter(a -> a.type().equals(seen.type()));
        } else if (seen instanceof Value.Str text) {
            return wanted.isEmpty() && !text.string().isEmpty() ? 1 : 0;
        }
        try {
            return other.isEmpty() ? 0 : Arithmetic.compare(seen, other.get());
        } catch (RouterError unordered) {
            return 0;
        }
    }

    private static Step operations(String word) throws ApiRefusal {
        List<Step> signs = new ArrayList<>();
        boolean index = false;
        for (int i = 0; i < word.length(); i++) {
            int start = i;
            while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                i++;
            }
            if (i > start) {
                signs.add(indexed(word.substring(start, i), i == word.length()));
                index = true;
                i--;
            } else {
                signs.add(operation(word.charAt(i), index));
                index = false;
            }
        }
        return (row, stack) -> signs.forEach(s -> s.apply(row, stack));
    }

    /** An index at the end of a word leaves the value there alone; elsewhere it pushes a copy of that. */
    private static Step indexed(String digits, boolean last) throws ApiRefusal {
        if (digits.length() > 6) {
            throw ApiRefusal.invalidQuery();
        }
        int place = Integer.parseInt(digits);
        return (row, stack) -> {
            boolean value = stack.stream().skip(place).findFirst().orElse(true);
            if (last) {
                stack.clear();
            }
            stack.push(value);
        };
    }

    /** Below what was pushed the stack holds truths without end. */
    private static Step operation(char sign, boolean behindIndex) throws ApiRefusal {
        return switch (sign) {
            case '!' -> (row, stack) -> stack.push(!pop(stack));
            case '&' -> (row, stack) -> stack.push(pop(stack) & pop(stack));
            case '|' -> (row, stack) -> stack.push(pop(stack) | pop(stack));
            case '.' ->
                (row, stack) -> {
                    if (!behindIndex) {
                        stack.push(stack.isEmpty() || stack.peek());
                    }
                };
            default -> throw ApiRefusal.invalidQuery();
        };
    }

    private static boolean pop(Deque<Boolean> stack) {
        return stack.isEmpty() || stack.pop();
    }
}
