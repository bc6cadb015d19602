package mkrun.target.routeros;

import mkrun.target.Change;

/** A change of a router. */
public sealed interface RouterChange extends Change
        permits RouterCommand, FileUpload, AwaitRows, SelfRestore, Confirmation, Reboot {
    /** How it is taken back. */
    Undo undo();
}
