// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.model.BetaMap;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.IsotonicMap;
import io.nextbestaction.model.OddsShift;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.TemperatureMap;
import java.util.List;

/** A calibration: a byte for its kind, its numbers, then on what it was fitted. Codes never change meaning. */
final class CalibrationCodec {
    private static final int LINE = 1;
    private static final int BETA = 2;
    private static final int TEMPERATURE = 3;
    private static final int ISOTONIC = 4;
    private static final int SHIFT = 5;

    private CalibrationCodec() {}

    static void write(BinaryWriter out, Calibration calibration) {
        if (calibration instanceof OddsShift shift) {
            write(out.putByte(SHIFT).putDouble(shift.factor()), shift.learnt());
        } else if (calibration instanceof PlattLine line) {
            writeLine(out.putByte(LINE), line);
        } else if (calibration instanceof BetaMap beta) {
            out.putByte(BETA).putDouble(beta.a()).putDouble(beta.b()).putDouble(beta.c());
            writeSource(out, beta);
        } else if (calibration instanceof TemperatureMap map) {
            out.putByte(TEMPERATURE).putDouble(map.temperature());
            writeSource(out, map);
        } else {
            IsotonicMap map = (IsotonicMap) calibration;
            List<IsotonicMap.Knot> knots = map.knots();
            out.putByte(ISOTONIC).putInt(knots.size());
            knots.forEach(knot -> out.putDouble(knot.raw()));
            knots.forEach(knot -> out.putDouble(knot.calibrated()));
            writeSource(out, map);
        }
    }

    /** A shift within a shift, which would make recursion deep, is refused by its own rule. */
    static Calibration read(BinaryReader in) {
        int code = in.getByte();
        if (code != SHIFT) {
            return readPlain(in, code);
        }
        double factor = in.getDouble();
        return new OddsShift(readPlain(in, in.getByte()), factor);
    }

    private static Calibration readPlain(BinaryReader in, int code) {
        return switch (code) {
            case LINE -> readLine(in);
            case BETA -> new BetaMap(in.getDouble(), in.getDouble(), in.getDouble(), source(in), in.getLong());
            case TEMPERATURE -> new TemperatureMap(in.getDouble(), source(in), in.getLong());
            case ISOTONIC -> {
                int knots = in.count("knots", 2 * Double.BYTES);
                yield IsotonicMap.of(in.doubles(knots), in.doubles(knots), source(in), in.getLong());
            }
            default -> throw in.error("calibration (" + code + ")", "be one of 1 to 5, and no shift within a shift");
        };
    }

    /** The first format, which knew Platt's line only. */
    static void writeLine(BinaryWriter out, PlattLine line) {
        out.putDouble(line.slope()).putDouble(line.intercept());
        writeSource(out, line);
    }

    static PlattLine readLine(BinaryReader in) {
        return new PlattLine(in.getDouble(), in.getDouble(), source(in), in.getLong());
    }

    private static void writeSource(BinaryWriter out, Calibration calibration) {
        out.putText(calibration.fittedOn()).putLong(calibration.rows());
    }

    private static String source(BinaryReader in) {
        return in.text("a calibration's description");
    }
}
