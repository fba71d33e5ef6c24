package org.dl4jquantum.sim.engine;

import java.io.IOException;
import java.io.InputStream;

/** Loads an engine's package anew, as on a class path without some library. */
public final class Without extends ClassLoader {
    private final Class<? extends EngineProvider> provider;
    private final String hidden;

    /**
     * A class path.
     *
     * @param hidden beginning of the names of classes that are missing
     * @param provider of the engine
     */
    public Without(String hidden, Class<? extends EngineProvider> provider) {
        super(provider.getClassLoader());
        this.provider = provider;
        this.hidden = hidden;
    }

    /** The provider, which finds nothing of what is missing. */
    public EngineProvider provider() throws ReflectiveOperationException {
        return (EngineProvider)
                loadClass(provider.getName()).getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(provider.getPackageName() + ".")) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
