package mkrun.playbook;

/** The kinds of script, each with its own words. */
enum ScriptKind {
    INVENTORY(ScriptBases.OfInventory.class, InventoryScope.class),
    PLAYBOOK(ScriptBases.OfPlaybook.class, PlaybookScope.class),
    ROOTFS_SIDE(ScriptBases.OfRootfsSide.class, RootfsScope.class),
    ROUTER_SIDE(ScriptBases.OfRouterSide.class, RouterSideScope.class),
    HANDLERS(ScriptBases.OfHandlers.class, HandlersScope.class),
    VARS(ScriptBases.OfVars.class, VarsScope.class),
    META(ScriptBases.OfMeta.class, MetaScope.class),
    TEMPLATE(ScriptBases.OfTemplate.class, TemplateScope.class);

    private final Class<? extends BoundScript> base;
    private final Class<?> scope;

    ScriptKind(Class<? extends BoundScript> base, Class<?> scope) {
        this.base = base;
        this.scope = scope;
    }

    /** What the compiled script extends. */
    Class<? extends BoundScript> base() {
        return base;
    }

    /** What the script's words are methods of. */
    Class<?> scope() {
        return scope;
    }
}
