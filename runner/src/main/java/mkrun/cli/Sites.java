package mkrun.cli;

import java.util.Optional;
import mkrun.inventory.Host;
import mkrun.inventory.Inventory;
import mkrun.inventory.Vars;
import mkrun.target.TargetException;
import mkrun.target.routeros.UploadSlots;

/**
 * Which hosts share a line, by their variables: {@code site} names it, {@code site_uploads} says how many uploads at a time
 * it takes. Where hosts of one site differ, the smallest number counts.
 */
record Sites(Inventory inventory) {
    private static final String SITE = "site";
    private static final String UPLOADS = "site_uploads";

    /**
     * The line of a host; empty if nobody limits it.
     *
     * @throws TargetException if the variables make no sense, with their place
     */
    Optional<UploadSlots.Site> of(Host host) throws TargetException {
        Optional<Integer> own = uploads(host);
        Optional<String> site = host.vars().string(SITE);
        if (site.isEmpty()) {
            if (own.isPresent()) {
                throw new TargetException(UPLOADS + " " + place(host.vars())
                        + " says how many uploads at a time the line of a site takes; give the host a '" + SITE + "'");
            }
            return Optional.empty();
        }
        Optional<Integer> least = own;
        for (Host other : inventory.hosts()) {
            if (other.vars().string(SITE).equals(site)) {
                Optional<Integer> said = uploads(other);
                least = least.isEmpty() || said.isPresent() && said.get() < least.get() ? said : least;
            }
        }
        return least.map(uploads -> new UploadSlots.Site(site.get(), uploads));
    }

    private static Optional<Integer> uploads(Host host) throws TargetException {
        Optional<Integer> number = host.vars().number(UPLOADS).map(Number::intValue);
        if (number.isEmpty() && host.vars().get(UPLOADS).isPresent()) {
            throw new TargetException(UPLOADS + " '" + host.vars().get(UPLOADS).get() + "' " + place(host.vars())
                    + " is no whole number of uploads at a time");
        }
        if (number.isPresent() && number.get() < 1) {
            throw new TargetException(
                    UPLOADS + " " + number.get() + " " + place(host.vars()) + ": at least one upload at a time");
        }
        return number;
    }

    private static String place(Vars vars) {
        return "(" + vars.origin(UPLOADS).orElse("inventory") + ")";
    }
}
