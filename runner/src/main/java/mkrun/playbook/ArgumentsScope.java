package mkrun.playbook;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The variables that a role takes, each by its type. Options are the same for all: {@code description}, {@code required},
 * {@code choices}, and {@code side} ({@code rootfs} or {@code router}) where only one side of the role reads it.
 */
@Block("a role's arguments")
public final class ArgumentsScope {
    private final List<RoleArguments.Argument> arguments = new ArrayList<>();

    ArgumentsScope() {}

    /** A variable that is text. */
    @Word("string 'name', required: true, description: 'what it is for'")
    public void string(
            @NamedParams({
                        @NamedParam(value = "description", type = CharSequence.class),
                        @NamedParam(value = "required", type = Boolean.class),
                        @NamedParam(value = "choices", type = List.class),
                        @NamedParam(value = "side", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String name) {
        add(RoleArguments.Type.STRING, name, options);
    }

    /** A variable that is text. */
    public void string(String name) {
        string(Map.of(), name);
    }

    /** A variable that is a number. */
    @Word("number 'name', required: true, description: 'what it is for'")
    public void number(
            @NamedParams({
                        @NamedParam(value = "description", type = CharSequence.class),
                        @NamedParam(value = "required", type = Boolean.class),
                        @NamedParam(value = "choices", type = List.class),
                        @NamedParam(value = "side", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String name) {
        add(RoleArguments.Type.NUMBER, name, options);
    }

    /** A variable that is a number. */
    public void number(String name) {
        number(Map.of(), name);
    }

    /** A variable that is true or false. */
    @Word("bool 'name', description: 'what it is for'")
    public void bool(
            @NamedParams({
                        @NamedParam(value = "description", type = CharSequence.class),
                        @NamedParam(value = "required", type = Boolean.class),
                        @NamedParam(value = "choices", type = List.class),
                        @NamedParam(value = "side", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String name) {
        add(RoleArguments.Type.BOOL, name, options);
    }

    /** A variable that is true or false. */
    public void bool(String name) {
        bool(Map.of(), name);
    }

    /** A variable that is a list. */
    @Word("list 'name', required: true, description: 'what it is for'")
    public void list(
            @NamedParams({
                        @NamedParam(value = "description", type = CharSequence.class),
                        @NamedParam(value = "required", type = Boolean.class),
                        @NamedParam(value = "choices", type = List.class),
                        @NamedParam(value = "side", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String name) {
        add(RoleArguments.Type.LIST, name, options);
    }

    /** A variable that is a list. */
    public void list(String name) {
        list(Map.of(), name);
    }

    /** A variable that is a map. */
    @Word("map 'name', required: true, description: 'what it is for'")
    public void map(
            @NamedParams({
                        @NamedParam(value = "description", type = CharSequence.class),
                        @NamedParam(value = "required", type = Boolean.class),
                        @NamedParam(value = "choices", type = List.class),
                        @NamedParam(value = "side", type = CharSequence.class)
                    })
                    Map<String, ?> options,
            String name) {
        add(RoleArguments.Type.MAP, name, options);
    }

    /** A variable that is a map. */
    public void map(String name) {
        map(Map.of(), name);
    }

    private void add(RoleArguments.Type type, String name, Map<String, ?> options) {
        Options given = new Options(
                type.name().toLowerCase(Locale.ROOT), options, "description", "required", "choices", "side");
        arguments.add(new RoleArguments.Argument(
                name,
                type,
                given.text("description", ""),
                given.flag("required", false),
                given.texts("choices"),
                RoleArguments.Side.named(given.text("side", "both"))));
    }

    List<RoleArguments.Argument> arguments() {
        return arguments;
    }
}
