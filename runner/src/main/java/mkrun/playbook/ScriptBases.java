package mkrun.playbook;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;

/** One base class for each kind of script: it tells the type checker which words the script knows. */
public final class ScriptBases {
    private ScriptBases() {}

    /** An inventory. */
    public abstract static class OfInventory extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = InventoryScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A playbook. */
    public abstract static class OfPlaybook extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = PlaybookScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A role's {@code tasks/rootfs.groovy}. */
    public abstract static class OfRootfsSide extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = RootfsScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A role's {@code tasks/router.groovy}. */
    public abstract static class OfRouterSide extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = RouterSideScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A role's {@code handlers/main.groovy}. */
    public abstract static class OfHandlers extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = HandlersScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A role's {@code defaults/main.groovy} and {@code vars/main.groovy}. */
    public abstract static class OfVars extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = VarsScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A role's {@code meta/main.groovy}. */
    public abstract static class OfMeta extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = MetaScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }

    /** A template, turned into a script by {@link TemplateSyntax}. */
    public abstract static class OfTemplate extends BoundScript {
        /** The script's statements. */
        public final void block(
                @DelegatesTo(value = TemplateScope.class, strategy = Closure.DELEGATE_ONLY) Closure<?> block) {
            evaluateBlock(block);
        }
    }
}
