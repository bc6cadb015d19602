package mkrun.lab.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands of the language that decide what runs, wait, and keep variables. */
final class Flow {
    /** 7w17h2m47s. */
    private static final long LONGEST_DELAY = 4_294_967;

    private Flow() {}

    static Value put(Arguments arguments, Env env) throws RouterError {
        env.printLine(arguments.required("message", env).text());
        return Value.NOTHING;
    }

    static Value error(Arguments arguments, Env env) throws RouterError {
        throw RouterError.of(Bytes.text(arguments.required("message", env).text()));
    }

    static Value delay(Arguments arguments, Env env) throws RouterError {
        sleep(arguments.has("delay-time") ? arguments.eval("delay-time", env) : Value.of(1), "delay-time", env);
        return Value.NOTHING;
    }

    /** Numbers are seconds. */
    private static void sleep(Value time, String argument, Env env) throws RouterError {
        long seconds = time instanceof Value.Time span ? span.nanos() / Times.SECOND : Arithmetic.number(time);
        if (seconds < 0 || seconds > LONGEST_DELAY) {
            throw RouterError.complete("value of " + argument + " out of range (0s..7w17h2m47s)");
        }
        try {
            env.session()
                    .interpreter()
                    .pause()
                    .sleep(
                            time instanceof Value.Time span
                                    ? Duration.ofNanos(span.nanos())
                                    : Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Env.Stopped();
        }
    }

    static Value leave(Arguments arguments, Env env) throws RouterError {
        throw new Env.Returned(arguments.required("value", env));
    }

    static Value doBlock(Arguments arguments, Env env) throws RouterError {
        Block command = block(arguments, "command", env);
        try {
            Value last = command.run(env);
            while (arguments.has("while") && Operators.truth(arguments.eval("while", env))) {
                env.tick();
                last = command.run(env);
            }
            return last;
        } catch (RouterError e) {
            return failed(e, arguments, env);
        }
    }

    /**
     * Tries until it goes well, so often at most; the last error is for {@code on-error}, or for whoever called. At most 0
     * times is not at all.
     */
    static Value retry(Arguments arguments, Env env) throws RouterError {
        Block command = block(arguments, "command", env);
        long most = Arithmetic.number(arguments.required("max", env));
        Value delay = arguments.required("delay", env);
        for (long tried = 1; tried <= most; tried++) {
            env.tick();
            try {
                return command.run(env);
            } catch (RouterError e) {
                if (tried == most) {
                    return failed(e, arguments, env);
                }
                sleep(delay, "delay", env);
            }
        }
        return Value.NOTHING;
    }

    private static Value failed(RouterError error, Arguments arguments, Env env) throws RouterError {
        Optional<Block> onError = arguments.block("on-error");
        if (onError.isEmpty()) {
            throw error;
        }
        return onError.get().run(env);
    }

    /** Its value tells whether there was an error. */
    static Value onError(Arguments arguments, Env env) throws RouterError {
        List<String> names = arguments.names("error");
        Block command = block(arguments, "in", env);
        Block handler = block(arguments, "do", env);
        try {
            command.run(env);
            return Value.FALSE;
        } catch (RouterError e) {
            Env inner = new Env(env);
            names.forEach(n -> inner.declare(n, Value.of(Bytes.of(e.text()))));
            handler.runIn(inner);
            return Value.TRUE;
        }
    }

    /** Numbers are conditions here, if nowhere else: all but 0 hold. */
    static Value choose(Arguments arguments, Env env) throws RouterError {
        Value condition = arguments.required("condition", env);
        boolean truth = condition instanceof Value.Num num ? num.number() != 0 : Operators.truth(condition);
        Optional<Block> chosen = arguments.block(truth ? "do" : "else");
        return chosen.isPresent() ? chosen.get().run(env) : Value.NOTHING;
    }

    static Value repeat(Arguments arguments, Env env) throws RouterError {
        Block block = block(arguments, "do", env);
        while (Operators.truth(arguments.required("condition", env))) {
            env.tick();
            block.run(env);
        }
        return Value.NOTHING;
    }

    static Value count(Arguments arguments, Env env) throws RouterError {
        Block block = block(arguments, "do", env);
        long from = Arithmetic.number(arguments.required("from", env));
        long to = Arithmetic.number(arguments.required("to", env));
        long step = arguments.has("step") ? Arithmetic.number(arguments.eval("step", env)) : from <= to ? 1 : -1;
        if (step == 0) {
            throw Refusals.invalid("step");
        }
        boolean more = step > 0 ? from <= to : from >= to;
        for (long i = from; more; i += step) {
            env.tick();
            loop(block, env, arguments.names("counter"), Value.of(i), Value.of(i));
            // What is left, which may be more than a signed number holds: the last numbers there are must not begin
            // anew.
            more = Long.compareUnsigned(step > 0 ? to - i : i - to, Math.abs(step)) >= 0;
        }
        return Value.NOTHING;
    }

    static Value each(Arguments arguments, Env env) throws RouterError {
        Block block = block(arguments, "do", env);
        Value in = arguments.required("in", env);
        List<Value.Item> items =
                in instanceof Value.Items array ? array.items() : List.of(new Value.Item(Optional.empty(), in));
        for (int i = 0; i < items.size(); i++) {
            env.tick();
            int index = i;
            Value key = items.get(i).key().map(Value::of).orElseGet(() -> Value.of(index));
            loop(block, env, arguments.names("counter"), key, items.get(i).value());
        }
        return Value.NOTHING;
    }

    private static void loop(Block block, Env env, List<String> names, Value key, Value value) throws RouterError {
        Env inner = new Env(env);
        if (names.size() > 1) {
            inner.declare(names.get(0), key);
            inner.declare(names.get(1), value);
        } else {
            names.forEach(n -> inner.declare(n, value));
        }
        block.runIn(inner);
    }

    static Value time(Arguments arguments, Env env) throws RouterError {
        long start = System.nanoTime();
        block(arguments, "command", env).run(env);
        return new Value.Time((System.nanoTime() - start) / 1000 * 1000);
    }

    /** Errors of the parsed script are its value. */
    static Value parse(Arguments arguments, Env env) throws RouterError {
        String script = arguments.required("value", env).text();
        try {
            Block block = env.session().parseScript(script).block();
            return new Value.Code(block.intermediate(), block, false);
        } catch (RouterError e) {
            return Value.of(Bytes.of(e.shown()));
        }
    }

    /** The end of a script; nothing catches it. */
    static Value quit(Arguments arguments, Env env) {
        throw new Env.Quit();
    }

    private static Block block(Arguments arguments, String name, Env env) throws RouterError {
        return arguments
                .block(name)
                .orElseThrow(() -> Refusals.missing(env.state().version(), List.of(name)));
    }
}
