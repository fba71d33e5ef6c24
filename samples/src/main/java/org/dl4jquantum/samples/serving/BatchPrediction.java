package org.dl4jquantum.samples.serving;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Predictions for the rows of a CSV file, into another: a line of outputs for each line of inputs. */
public final class BatchPrediction {
    private final Predictor predictor;
    private final int batch;

    /**
     * A prediction.
     *
     * @param batch rows that are predicted at a time, at least 1
     */
    public BatchPrediction(Predictor predictor, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch of " + batch + " rows received, at least 1 is needed");
        }
        this.predictor = predictor;
        this.batch = batch;
    }

    /**
     * Predicts.
     *
     * @param from numbers, separated by commas; a first line that has none is taken for a header
     * @param to columns output_0, output_1, ...; written beside, and moved into place when it is whole
     * @return number of rows
     * @throws IOException if a file cannot be read or written, or a line does not fit, saying which
     */
    public long run(Path from, Path to) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new IOException(from + ": does not exist; give a CSV file");
        }
        Path folder = to.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(folder, to.getFileName().toString(), ".part");
        try {
            long rows;
            try (Reader reader = Files.newBufferedReader(from);
                    CSVParser lines = CSVFormat.DEFAULT
                            .builder()
                            .setIgnoreSurroundingSpaces(true)
                            .get()
                            .parse(reader);
                    BufferedWriter writer = Files.newBufferedWriter(beside);
                    CSVPrinter printer = new CSVPrinter(
                            writer,
                            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
                rows = copy(from, lines, printer);
            }
            Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private long copy(Path from, CSVParser lines, CSVPrinter printer) throws IOException {
        List<double[]> waiting = new ArrayList<>();
        long rows = 0;
        for (CSVRecord line : lines) {
            if (line.getRecordNumber() == 1 && isHeader(line)) {
                continue;
            }
            waiting.add(numbers(from, line));
            if (waiting.size() == batch) {
                rows += predict(waiting, printer, rows == 0);
            }
        }
        rows += waiting.isEmpty() ? 0 : predict(waiting, printer, rows == 0);
        if (rows == 0) {
            throw new IOException(from + ": no rows, at least 1 is needed");
        }
        return rows;
    }

    private static boolean isHeader(CSVRecord line) {
        return line.stream().allMatch(cell -> {
            try {
                Double.parseDouble(cell);
                return false;
            } catch (NumberFormatException e) {
                return true;
            }
        });
    }

    private double[] numbers(Path from, CSVRecord line) throws IOException {
        String place = from + ", row " + line.getRecordNumber() + ": ";
        if (line.size() != predictor.numInputs()) {
            throw new IOException(place + line.size() + " cells received, " + predictor.numInputs() + " are needed");
        }
        double[] numbers = new double[line.size()];
        for (int column = 0; column < numbers.length; column++) {
            try {
                numbers[column] = Double.parseDouble(line.get(column));
            } catch (NumberFormatException e) {
                numbers[column] = Double.NaN;
            }
            if (!Double.isFinite(numbers[column])) {
                throw new IOException(place + "column " + (column + 1) + ": \"" + line.get(column)
                        + "\" received, a finite number is needed");
            }
        }
        return numbers;
    }

    private long predict(List<double[]> waiting, CSVPrinter printer, boolean first) throws IOException {
        double[][] outputs = predictor.predict(waiting.toArray(double[][]::new));
        if (first) {
            printer.printRecord(IntStream.range(0, outputs[0].length).mapToObj(i -> "output_" + i));
        }
        for (double[] output : outputs) {
            printer.printRecord(Arrays.stream(output).boxed());
        }
        waiting.clear();
        return outputs.length;
    }
}
