package mkrun.playbook;

/** What a role's router side can know of the container that it is applied to. */
@Block("container")
public final class ContainerInfo {
    private final String name;
    private final String image;
    private final String address;

    ContainerInfo(String name, String image, String address) {
        this.name = name;
        this.image = image;
        this.address = address;
    }

    /** Its name. */
    public String getName() {
        return name;
    }

    /** The name of its image. */
    public String getImage() {
        return image;
    }

    /** Its address without the prefix length. */
    public String getAddress() {
        return address.replaceFirst("/.*", "");
    }
}
