package mkrun.run;

import mkrun.run.Runner.Events;
import mkrun.target.Progress;

/** Passes on what a host's steps tell of themselves. */
record HostProgress(String host, Events events) implements Progress {
    @Override
    public void report(String what, long done, long total) {
        events.emit(new RunEvent.StepProgress(host, what, done, total));
    }

    @Override
    public void notice(String sentence) {
        events.emit(new RunEvent.Warning(host, sentence));
    }
}
