package mkrun.lab.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code :set} changes: a variable, or an element of the array in it, as in {@code ($a->"key"->0)}.
 *
 * @param path keys and indexes, outermost first; empty for the variable itself
 */
record Place(Variable variable, List<Expr> path) {
    Place {
        path = List.copyOf(path);
    }

    void set(Env env, Value value) throws RouterError {
        List<Value> keys = new ArrayList<>();
        for (Expr key : path) {
            keys.add(key.eval(env));
        }
        variable.set(env, replaced(variable.get(env), keys, value));
    }

    /** The array with another value there. An element that is missing is added, if it is the next one or has a key. */
    private static Value replaced(Value in, List<Value> keys, Value value) throws RouterError {
        if (keys.isEmpty()) {
            return value;
        }
        List<Value.Item> items = new ArrayList<>();
        if (in instanceof Value.Items array) {
            items.addAll(array.items());
        } else if (!in.missing()) {
            throw Operators.noArray(in);
        }
        int index = index(items, keys.get(0));
        Optional<String> key = index < items.size() ? items.get(index).key() : newKey(keys.get(0));
        Value old = index < items.size() ? items.get(index).value() : Value.NOTHING;
        Value.Item item = new Value.Item(key, replaced(old, keys.subList(1, keys.size()), value));
        if (index < items.size()) {
            items.set(index, item);
        } else {
            items.add(item);
        }
        return new Value.Items(items);
    }

    private static int index(List<Value.Item> items, Value key) throws RouterError {
        if (key instanceof Value.Num number) {
            if (number.number() < 0 || number.number() > items.size()) {
                throw Refusals.noSuchItem();
            }
            return (int) number.number();
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).key().filter(key.text()::equals).isPresent()) {
                return i;
            }
        }
        return items.size();
    }

    private static Optional<String> newKey(Value key) {
        return key instanceof Value.Num ? Optional.empty() : Optional.of(key.text());
    }
}
