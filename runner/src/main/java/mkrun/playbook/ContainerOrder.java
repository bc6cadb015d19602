package mkrun.playbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mkrun.op.router.ContainerSpec;
import mkrun.spelling.DidYouMean;
import mkrun.task.SourcePos;

/** The containers of one host in the order of what they depend on, in whatever order they are written. */
final class ContainerOrder {
    /**
     * A container whose turn has not come.
     *
     * @param on what it depends on
     * @param add adds its tasks, given what it depends on
     */
    private record Waiting(String name, Dependencies on, Function<List<ContainerSpec>, ContainerSpec> add) {
        Set<String> names() {
            return on.names();
        }

        SourcePos position() {
            return on.position();
        }
    }

    private final Evaluation evaluation;
    private final Set<String> declared = new LinkedHashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, ContainerSpec> added = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    ContainerOrder(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** Whether there was no container of that name before. */
    boolean declare(String name) {
        return declared.add(name);
    }

    /** Names of all containers, also of those that are not to be there; complete once the play is evaluated. */
    Set<String> declared() {
        return Collections.unmodifiableSet(declared);
    }

    /** A container that is not to be there. */
    void gone(String name) {
        gone.add(name);
    }

    /** Refuses what comes later. */
    private void requireBefore(String name, Dependencies on) {
        missing(on.names()).stream().findFirst().ifPresent(later -> {
            throw new LoadProblem(
                    on.position(),
                    "container '" + name + "' depends on '" + later + "', which is not before it",
                    "in a transaction, write what it depends on first",
                    later);
        });
    }

    private List<String> missing(Set<String> names) {
        return names.stream().filter(name -> !added.containsKey(name)).toList();
    }

    /**
     * Adds a container when all that it depends on has been added.
     *
     * @param together whether it is in a transaction, whose tasks stay together
     * @param add adds its tasks, given what it depends on, and returns what it is
     */
    void add(String name, Dependencies on, boolean together, Function<List<ContainerSpec>, ContainerSpec> add) {
        if (together) {
            requireBefore(name, on);
        }
        waiting.add(new Waiting(name, on, add));
        Optional<Waiting> next = next();
        while (next.isPresent()) {
            Waiting one = next.get();
            waiting.remove(one);
            List<ContainerSpec> others = one.names().stream().map(added::get).toList();
            evaluation
                    .attempt(one.position(), () -> one.add().apply(others))
                    .ifPresent(spec -> added.put(one.name(), spec));
            next = next();
        }
    }

    private Optional<Waiting> next() {
        return waiting.stream().filter(w -> missing(w.names()).isEmpty()).findFirst();
    }

    /** Says why the turn of some has not come. */
    void end() {
        for (Waiting one : waiting) {
            one.names().stream().filter(name -> !declared.contains(name)).forEach(name -> unknown(one, name));
            one.names().stream().filter(gone::contains).forEach(name -> absent(one, name));
        }
        cycle().ifPresent(this::circular);
    }

    private void unknown(Waiting one, String name) {
        String near = DidYouMean.hint(name, declared);
        String message = "container '" + one.name() + "' depends on '" + name
                + "', which is no container of this host in this play";
        String hint = near.isEmpty() ? "it has: " + String.join(", ", declared) : near;
        evaluation.problems().add(one.position(), message, hint, name);
    }

    private void absent(Waiting one, String name) {
        String message =
                "container '" + one.name() + "' depends on '" + name + "', which is not to be there (present false)";
        evaluation.problems().add(one.position(), message, "keep both, or take the dependency away", name);
    }

    private void circular(List<String> names) {
        SourcePos position = find(names.get(0)).orElseThrow().position();
        String message = "containers depend on each other: " + String.join(" -> ", names);
        String hint = "none could start first: take one of these away";
        evaluation.problems().add(position, message, hint, names.get(1));
    }

    private Optional<Waiting> find(String name) {
        return waiting.stream().filter(w -> w.name().equals(name)).findFirst();
    }

    /** A way that leads back to where it began. */
    private Optional<List<String>> cycle() {
        for (Waiting begin : waiting) {
            List<String> way = new ArrayList<>(List.of(begin.name()));
            Optional<Waiting> at = Optional.of(begin);
            while (at.isPresent()) {
                at = at.get().names().stream().flatMap(n -> find(n).stream()).findFirst();
                String name = at.map(Waiting::name).orElse("");
                int seen = way.indexOf(name);
                way.add(name);
                if (at.isPresent() && seen >= 0) {
                    return Optional.of(way.subList(seen, way.size()));
                }
            }
        }
        return Optional.empty();
    }
}
