package mkrun.lab;

import java.util.List;

/**
 * How a machine comes up.
 *
 * @param faults what is to go wrong, counted over all boots
 * @param anew whether the router was down; else it goes on where this program left it
 * @param log what its log says first
 * @param ports by which its containers are reached
 */
record Boot(FaultPlan faults, boolean anew, List<RouterLog.Line> log, PublishedPorts ports) {
    /** The first of a program's run. */
    static Boot resumed(LabConfig config) {
        return new Boot(new FaultPlan(config.faults()), false, List.of(), new PublishedPorts(config.way()));
    }

    /** One more. */
    Boot again(List<RouterLog.Line> lines) {
        faults.makeRoom();
        return new Boot(faults, true, lines, ports);
    }
}
