package mkrun.cli;

import mkrun.inventory.Inventory;
import mkrun.lab.LabRouter;
import mkrun.playbook.PlaybookLoader;
import mkrun.routeros.Menus;
import mkrun.target.ssh.SshLink;

/**
 * Loads what a run is going to need on threads beside the one that reads the inventory and the playbook: half of a run
 * that has nothing to do is Java loading classes.
 */
final class Preload {
    private Preload() {}

    /** What every command with a playbook needs, and what runs on routers need. */
    static void begin(boolean routers) {
        // In the order of need, one after the other: more threads take the processor from the one that reads.
        on("mkrun-preload", () -> {
            PlaybookLoader.warmUp();
            if (routers) {
                Menus.standard().menu("/system/resource"); // and what reads the others
                SshLink.warmUp(); // after the native cryptography
            }
        });
    }

    /** What the hosts of an inventory need beside that. */
    static void hosts(Inventory inventory) {
        if (inventory.hosts().stream().anyMatch(HostTargets::isLab)) {
            on("mkrun-preload-lab", LabRouter::warmUp);
        }
    }

    private static void on(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
