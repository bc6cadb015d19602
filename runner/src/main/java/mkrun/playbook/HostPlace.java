package mkrun.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mkrun.inventory.Vars;
import mkrun.task.SourcePos;
import mkrun.task.Transaction;

/** One host of a play while its tasks are being evaluated: what is known of it and what was said so far. */
final class HostPlace {
    private final Evaluation evaluation;
    private final PlayHost host;
    private final Vars inventory;
    private final Vars play;
    private final TaskSink tasks = new TaskSink();
    private final Map<SourcePos, List<String>> notified = new LinkedHashMap<>();
    private final Map<Role, Variables> roles = new LinkedHashMap<>();
    private final ContainerOrder containers;
    private final Restarts restarts = new Restarts();
    private final Map<String, Integer> transactions = new HashMap<>();
    private final List<Runnable> afterTransaction = new ArrayList<>();

    HostPlace(Evaluation evaluation, PlayHost host, Vars inventory, Vars play) {
        this.evaluation = evaluation;
        this.host = host;
        this.inventory = inventory;
        this.play = play;
        this.containers = new ContainerOrder(evaluation);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    PlayHost host() {
        return host;
    }

    /** What tasks of the play itself can read. */
    Variables vars() {
        return new Variables(inventory.with(play).with(evaluation.extraVars()), Variables.Sight.HOST);
    }

    /** What a role's router side can read; {@code own} is what the image and the container set. */
    Variables vars(List<Role> all, Role role, Vars own) {
        Vars defaults = Vars.EMPTY;
        for (Role each : all) {
            defaults = defaults.with(each.defaults());
        }
        return new Variables(
                defaults.with(role.defaults())
                        .with(inventory)
                        .with(play)
                        .with(role.vars())
                        .with(own)
                        .with(evaluation.extraVars()),
                Variables.Sight.HOST);
    }

    TaskSink tasks() {
        return tasks;
    }

    /** Remembers which handlers were named where, to be checked when all of them are known. */
    void notified(SourcePos position, List<String> names) {
        notified.computeIfAbsent(position, p -> new ArrayList<>()).addAll(names);
    }

    Map<SourcePos, List<String>> notified() {
        return notified;
    }

    /** The roles whose router sides have been applied, with their variables, for their handlers. */
    Map<Role, Variables> roles() {
        return roles;
    }

    /** One that begins here; blocks of one name, as a loop makes them, are one each. */
    Transaction beginTransaction(String name) {
        return new Transaction(name, false, transactions.merge(name, 1, Integer::sum) - 1);
    }

    /** Adds tasks when the transaction under way is complete, outside it: what they do cannot be taken back. */
    void afterTransaction(Runnable adding) {
        afterTransaction.add(adding);
    }

    /** The transaction is complete. */
    void endTransaction() {
        afterTransaction.forEach(Runnable::run);
        afterTransaction.clear();
    }

    /** Its containers that are restarted after others. */
    Restarts restarts() {
        return restarts;
    }

    /** Its containers so far. */
    ContainerOrder containers() {
        return containers;
    }
}
