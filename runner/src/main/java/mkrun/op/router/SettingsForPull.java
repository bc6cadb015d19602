package mkrun.op.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mkrun.routeros.Ledger;
import mkrun.routeros.Row;
import mkrun.target.Secret;
import mkrun.target.TargetException;
import mkrun.target.routeros.RouterCommand;
import mkrun.target.routeros.RouterProbe;
import mkrun.target.routeros.Undo;

/**
 * The settings of {@code /container/config} while a router pulls. What they were before stands in the ledger for as long as
 * they are others, so that the next run can set them back where the session of this one is lost.
 *
 * @param seen the menu, with the ledger
 * @param password of the registry, by which one that the ledger keeps can be read where the router shows none
 */
record SettingsForPull(MenuRows seen, Optional<Secret> password) {
    static final String MENU = "/container/config";
    static final String USER = "username";
    static final String PASSWORD = "password";
    /** What is to be read. */
    static final Set<String> READS = Set.of(MENU, Ledger.MENU);
    /** In the ledger a field is three words: its name, what it is set to for a while, and what it was before. */
    private static final int WORDS = 3;

    static SettingsForPull of(RouterProbe probe, Optional<Secret> password) throws TargetException {
        Ledger ledger = Ledger.of(probe.rows(Ledger.MENU));
        return new SettingsForPull(new MenuRows(probe.dialect(), MENU, probe.rows(MENU), ledger), password);
    }

    /** A menu in which nothing is set may print nothing. */
    private Row now() {
        return seen.rows().isEmpty() ? new Row("", Map.of()) : seen.rows().get(0);
    }

    /** Sets back what a run that was cut off has left behind; nothing if none has. */
    List<RouterCommand> leftOver() throws TargetException {
        List<RouterCommand> commands = new ArrayList<>();
        if (!seen.book().before().isEmpty()) {
            Map<String, Object> back = seen.wording().differences(now(), lent());
            if (!back.isEmpty()) {
                commands.add(seen.wording().set(back).undoneBy(Undo.UNNEEDED).always());
            }
            commands.add(seen.book().forget().always());
        }
        return commands;
    }

    /**
     * What changes settings and what sets them back.
     *
     * @param wanted while the router pulls
     * @throws TargetException if the router does not tell what would have to be set back
     */
    Steps steps(Map<String, Object> wanted) throws TargetException {
        Map<String, Object> lent = lent();
        Row usual = with(now(), lent);
        Map<String, Object> others = seen.wording().differences(usual, wanted);
        if (others.isEmpty()) {
            return new Steps(leftOver(), List.of());
        }
        Map<String, Object> back = new LinkedHashMap<>();
        for (String field : others.keySet()) {
            back.put(field, field.equals(PASSWORD) ? oldPassword(usual) : usual.text(field));
        }
        Map<String, Object> all = new LinkedHashMap<>(lent);
        all.putAll(wanted);
        Map<String, Object> set = seen.wording().differences(now(), all);
        RouterCommand setBack = seen.wording().set(back).undoneBy(Undo.UNNEEDED);
        List<RouterCommand> before = new ArrayList<>();
        before.add(seen.book().keep(words(wanted, back, usual)));
        if (!set.isEmpty()) {
            before.add(seen.wording().set(set).undoneBy(new Undo.Steps(List.of(setBack), Undo.Proof.STEPS)));
        }
        return new Steps(before, List.of(setBack.always(), seen.book().forget().always()));
    }

    /**
     * How settings are changed for a while.
     *
     * @param before the pull
     * @param after it
     */
    record Steps(List<RouterCommand> before, List<RouterCommand> after) {}

    /** The user goes along with the password: it tells whose the password is. */
    private static List<String> words(Map<String, Object> wanted, Map<String, Object> back, Row usual) {
        Set<String> fields = new TreeSet<>(back.keySet());
        if (fields.contains(PASSWORD)) {
            fields.add(USER);
        }
        List<String> words = new ArrayList<>();
        for (String field : fields) {
            if (back.get(field) instanceof Secret old) {
                Secret key = (Secret) wanted.get(field);
                words.addAll(List.of(field, "", old.reveal().isEmpty() ? "" : SealedSecret.of(old, key)));
            } else {
                words.addAll(List.of(field, Normal.text(wanted.get(field)), usual.text(field)));
            }
        }
        return words;
    }

    /** What an earlier run has changed and not set back, as it was before; what somebody has set since is theirs. */
    private Map<String, Object> lent() throws TargetException {
        List<String> words = seen.book().before();
        Map<String, Object> lent = new LinkedHashMap<>();
        String user = "";
        for (int i = 0; i + WORDS <= words.size(); i += WORDS) {
            String field = words.get(i);
            if (field.equals(USER)) {
                user = words.get(i + 1);
            }
            boolean known =
                    seen.dialect().table(MENU).flatMap(m -> m.field(field)).isPresent();
            if (known && !field.equals(PASSWORD) && seen.wording().matches(now(), Map.of(field, words.get(i + 1)))) {
                lent.put(field, words.get(i + 2));
            }
        }
        int password = words.indexOf(PASSWORD);
        if (password >= 0 && password + 2 < words.size() && seen.wording().matches(now(), Map.of(USER, user))) {
            kept(words.get(password + 2)).ifPresent(old -> lent.put(PASSWORD, old));
        }
        return lent;
    }

    /** The password of before; empty if another one has been set since. */
    private Optional<Secret> kept(String sealed) throws TargetException {
        if (sealed.isEmpty()) {
            return Optional.of(Secret.of(""));
        }
        boolean hidden = seen.book().hidden(now(), PASSWORD);
        Optional<Secret> key = hidden ? password : Optional.of(Secret.of(now().text(PASSWORD)));
        Optional<Secret> old = key.flatMap(k -> SealedSecret.opened(sealed, k));
        if (hidden && old.isEmpty()) {
            throw new TargetException("a run that was cut off has left the credentials of a registry in " + MENU
                    + ", and those from before cannot be read without them: let mkrun log in with the policy"
                    + " 'sensitive', or set username and password there as they are to be");
        }
        return old;
    }

    private static Row with(Row row, Map<String, Object> others) {
        Map<String, String> values = new LinkedHashMap<>(row.values());
        others.forEach((field, value) ->
                values.put(field, value instanceof Secret secret ? secret.reveal() : Normal.text(value)));
        return new Row(row.id(), values);
    }

    private Secret oldPassword(Row usual) throws TargetException {
        if (usual.text(USER).isEmpty()) {
            return Secret.of("");
        }
        if (seen.book().hidden(usual, PASSWORD)) {
            throw new TargetException("the router has credentials for registries already (username "
                    + usual.text(USER) + ") and does not tell their password, so that it could not be put back after a"
                    + " pull: let mkrun log in with the policy 'sensitive', or take the credentials off " + MENU);
        }
        return Secret.of(usual.text(PASSWORD));
    }
}
