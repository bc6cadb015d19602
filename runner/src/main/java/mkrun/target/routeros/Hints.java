package mkrun.target.routeros;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to do about refusals whose text does not say it. */
final class Hints {
    private static final Map<String, String> BY_WORDS = new LinkedHashMap<>();

    /** How routers begin what they say of a registry. */
    private static final String MANIFEST = "fetch manifest failed: ";

    static {
        BY_WORDS.put(
                "not allowed by device-mode",
                "Allow containers: /system/device-mode/update container=yes, then press the button or cut the power");
        BY_WORDS.put(
                "not enough permissions",
                "The user's group needs the policies ssh, ftp, read and write; for users and their keys also policy,"
                        + " to reboot also reboot, for /tool/fetch also test");
        BY_WORDS.put(
                "update canceled", "Nobody has confirmed it at the device in time: run again when somebody is there");
        BY_WORDS.put("configuration flagged", "Check the router, then /system/device-mode/update flagged=no");
        BY_WORDS.put(
                "root-dir overlap",
                "Another container uses that directory, or it is left from one: remove it, or run again in a minute");
        BY_WORDS.put(
                "input does not match any value of interface",
                "The interface is missing on the router, or a container that is being removed still holds it");
        BY_WORDS.put(
                "no such item",
                "Somebody has removed or renamed it since mkrun looked: run again, to go by what is there now");
        BY_WORDS.put(
                "group has some users",
                "A user whom this does not remove is in it: /user/print tells who. Put him into another group, or remove"
                        + " him, then run again");
        BY_WORDS.put("no space", "Free some space on the router's disk, then run again");
        for (String code : List.of("401", "403")) {
            BY_WORDS.put(
                    MANIFEST + "http code: " + code,
                    "Say in the container's block who may pull: registry username: 'me', password: vars.secret('token'). If it does,"
                            + " user or password is wrong, or the user may not read this image");
        }
        BY_WORDS.put(
                MANIFEST + "http code: 404",
                "The registry has no such image or tag, or shows it only to those who log in");
        BY_WORDS.put(
                MANIFEST + "http code: 5", "The registry has a fault of its own: run again later, or mend it there");
        BY_WORDS.put(MANIFEST + "http code: 429", "The registry counts pulls: log in there, or run again later");
        BY_WORDS.put(
                MANIFEST + "ssl: no trusted CA",
                "Say in the container's block which certificate vouches for the registry: registry ca: 'ca.pem'. If it does,"
                        + " another one vouches, the registry's is for another name, or the router's clock is wrong");
        BY_WORDS.put(
                MANIFEST + "ssl: ",
                "The registry may speak plain HTTP at that address: if that is meant, say so in the container's block:"
                        + " registry url: 'http://HOST:PORT'");
        BY_WORDS.put(MANIFEST + "timeout", "The registry does not answer the router at that address");
        BY_WORDS.put(
                "no config found in manifest",
                "The image has nothing for the router's architecture, or is in a form that this RouterOS does not take");
        for (String part : List.of("next layer", "config.json")) {
            BY_WORDS.put(
                    "could not load " + part,
                    "A part of the image did not come whole, or is in a form that this RouterOS does not take: run again;"
                            + " if that does not help, push the image to the registry anew");
        }
        BY_WORDS.put(
                "execvpe ",
                "The image has no such program, or one that this router's processor or the image's libraries do not run");
        BY_WORDS.put("contact MikroTik support", "The router is busy or confused: run again, or reboot it");
    }

    private Hints() {}

    /** A sentence to add to a message, with the full stop before it; empty where the router's text says enough. */
    static String of(String words) {
        return BY_WORDS.entrySet().stream()
                .filter(e -> words.contains(e.getKey()))
                .findFirst()
                .map(e -> ". " + e.getValue())
                .orElse("");
    }
}
