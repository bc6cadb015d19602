package mkrun.lab.script;

/** A part of a parsed script that gives a value. */
@FunctionalInterface
interface Expr {
    Value eval(Env env) throws RouterError;
}
