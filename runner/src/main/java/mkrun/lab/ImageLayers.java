package mkrun.lab;

import java.io.IOException;
import java.io.InputStream;

/** Where an emulated router takes an image from: a file, or a registry. */
interface ImageLayers extends AutoCloseable {
    /**
     * One layer as a tar archive, to be read to its end.
     *
     * @param name as {@link LabImage#layers} has it
     * @throws ImageRefused if it is missing, or compressed in a way that the router does not take there
     */
    InputStream layer(String name) throws ImageRefused, IOException;

    @Override
    void close() throws IOException;
}
