package org.dl4jquantum.layer.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jquantum.layer.Executioners;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.Backends;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.dl4jquantum.layer.op.QuantumOps;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What can be known of this backend without its libraries: nothing here may initialise one of its classes.
 */
class CudaBackendTest {
    private final Backend backend = new CudaBackend();

    @Test
    void isNotTakenUnderTheCpuBackend() {
        assertEquals("nd4j-native", Backends.present().artifact());
    }

    @Test
    void isTakenWhereNd4jSaysCuda() throws Exception {
        Executioners.under(Executioners.calledCuda(), () -> {
            assertInstanceOf(CudaBackend.class, Backends.present());
            return null;
        });
    }

    @Test
    void anExecutionerThatIsNotTheStockOneStaysAndIsNamed() throws Exception {
        OpExecutioner other = Executioners.calledCuda();
        Executioners.under(other, () -> {
            String refusal = assertThrows(UnsupportedOperationException.class, QuantumOps::install)
                    .getMessage();
            assertEquals(
                    "SameDiff operations: ND4J runs on org.dl4jquantum.layer.Executioners$CalledCuda, only"
                            + " org.nd4j.linalg.jcublas.ops.executioner.CudaExecutioner (backend nd4j-cuda-11.6) can be"
                            + " extended",
                    refusal);
            assertSame(other, Nd4j.getExecutioner());
            return null;
        });
    }

    @Test
    void theStockExecutionerIsTheOneThatNd4jTakes() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/nd4j-jcublas.properties")) {
            defaults.load(in);
        }
        assertEquals(defaults.getProperty("opexec"), backend.stockExecutioner());
    }

    @Test
    void oursIsTheStockExecutionerButForOperationsInJava() throws ClassNotFoundException {
        Class<?> ours = Class.forName(
                "org.dl4jquantum.layer.cuda.CudaQuantumExecutioner",
                false,
                getClass().getClassLoader());
        assertEquals(backend.stockExecutioner(), ours.getSuperclass().getName());
        assertTrue(RunsJavaOps.class.isAssignableFrom(ours));
        Set<String> overridden = Arrays.stream(ours.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .map(CudaBackendTest::signature)
                .collect(Collectors.toSet());
        Set<String> ofCustomOps = Arrays.stream(OpExecutioner.class.getMethods())
                .filter(method -> List.of("exec", "calculateOutputShape").contains(method.getName()))
                .filter(method -> method.getParameterTypes()[0] == CustomOp.class)
                .map(CudaBackendTest::signature)
                .collect(Collectors.toSet());
        assertEquals(4, ofCustomOps.size());
        assertEquals(ofCustomOps, overridden);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
