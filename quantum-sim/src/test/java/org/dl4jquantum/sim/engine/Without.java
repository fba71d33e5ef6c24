package org.dl4jquantum.sim.engine.strange;

import java.io.IOException;
import java.io.InputStream;
import org.dl4jquantum.sim.engine.EngineProvider;

/** Loads this package anew, as on a class path without {@code org.redfx}. */
final class WithoutStrange extends ClassLoader {
    private static final String PACKAGE = StrangeProvider.class.getPackageName();

    WithoutStrange() {
        super(StrangeProvider.class.getClassLoader());
    }

    EngineProvider provider() throws ReflectiveOperationException {
        return (EngineProvider) loadClass(StrangeProvider.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.redfx.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(PACKAGE)) {
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
