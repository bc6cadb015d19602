package mkrun.playbook;

import mkrun.inventory.Vars;
import mkrun.task.SourcePos;
import mkrun.task.Task;

/** The router sides of an image's roles, evaluated for one container. */
final class RouterSides {
    private final HostPlace place;
    private final ContainerImageScope.Chosen image;
    private final ContainerInfo container;
    private final Vars own;
    private final TaskSink.Around around;
    private final SourcePos position;
    private final ContainerParts parts = new ContainerParts();
    private final TaskSink sink = new TaskSink();

    /**
     * @param own what the container's block sets
     * @param position where it names the image
     */
    RouterSides(
            HostPlace place,
            ContainerImageScope.Chosen image,
            ContainerInfo container,
            Vars own,
            TaskSink.Around around,
            SourcePos position) {
        this.place = place;
        this.image = image;
        this.container = container;
        this.own = own;
        this.around = around;
        this.position = position;
    }

    /** Evaluates them in the order of the roles. */
    void evaluate() {
        for (Role role : image.roles()) {
            Variables vars = place.vars(image.roles(), role, image.vars().with(own));
            place.roles().putIfAbsent(role, vars);
            role.arguments()
                    .check(
                            place.evaluation().problems(),
                            position,
                            vars.vars(),
                            role.name(),
                            RoleArguments.Side.ROUTER);
            role.routerSide().ifPresent(script -> place.evaluation()
                    .guarded(() -> script.evaluateWith(
                            new RouterSideScope(place, vars, role.name(), sink, around, container, parts))));
        }
    }

    /** What they say of the container. */
    ContainerParts parts() {
        return parts;
    }

    /** Adds their own tasks to those of the host. */
    void addTasks() {
        for (Task task : sink.tasks()) {
            place.tasks().add(task);
        }
    }
}
