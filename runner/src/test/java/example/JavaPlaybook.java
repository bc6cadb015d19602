package example;

import java.util.Map;
import mkrun.playbook.ContainerScope;
import mkrun.playbook.HandlersScope;
import mkrun.playbook.ImageScope;
import mkrun.playbook.PlayScope;
import mkrun.playbook.Playbook;
import mkrun.playbook.PlaybookDefinition;
import mkrun.playbook.TasksScope;

/** A playbook in Java, as a user writes it: in a package of its own, with nothing but what is public. */
public final class JavaPlaybook {
    private JavaPlaybook() {}

    /** The same as {@code JavaFaceTest.GROOVY}. */
    public static PlaybookDefinition define() {
        return Playbook.define(playbook -> {
            playbook.image("web", JavaPlaybook::image);
            playbook.play("routers", JavaPlaybook::play);
        });
    }

    private static void image(ImageScope image) {
        image.alpine("3.20");
        image.roles("web");
        image.env(Map.of("TZ", "UTC"));
        image.packages("mc");
        image.task("message of the day", task -> task.file(Map.of("content", "hello", "mode", "0600"), "/etc/motd"));
    }

    private static void play(PlayScope play) {
        play.hosts("routers");
        play.serial(1, "100%");
        play.vars(Map.of("site", "attic"));
        play.tasks(JavaPlaybook::tasks);
        play.handlers(JavaPlaybook::handlers);
    }

    private static void tasks(TasksScope tasks) {
        tasks.container("web", JavaPlaybook::container);
        tasks.task("name the router", task -> {
            task.routeros(
                    Map.of(
                            "set",
                            Map.of(
                                    "name",
                                    tasks.getHost().getName() + "-"
                                            + tasks.getVars().string("site"))),
                    "/system/identity");
            task.notify("renamed");
            task.tags("base");
            task.when(facts -> facts.containsKey("version"));
        });
    }

    private static void container(ContainerScope container) {
        container.image("web");
        container.address("172.17.0.2/24");
        container.mount(Map.of("at", "usb1/data"), "/data");
        container.publish(Map.of("to", 80), 8080);
    }

    private static void handlers(HandlersScope handlers) {
        handlers.handler("renamed", task -> task.debug("renamed"));
    }
}
