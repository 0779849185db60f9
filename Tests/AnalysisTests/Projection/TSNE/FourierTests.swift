import CKernels
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Analysis

@Suite struct FourierTests {
    private static let lanes = Int(CK_FOURIER_LANES)

    @Test(arguments: [64, 128, 192, 320, 384, 576, 960])
    func `sixteen transforms at once are what the sums say`(
        length: Int
    ) {
        let angles = (0..<length).map { 2 * Double.pi * Double($0) / Double(length) }
        let (cosines, sines) = (angles.map { Float(cos($0)) }, angles.map { Float(-sin($0)) })
        let values = Tensor.random([2, length, Self.lanes]).values
        var real = Array(values[..<(length * Self.lanes)])
        var imaginary = Array(values[(length * Self.lanes)...])
        let (a, b) = (real, imaginary)
        var scratch = [Float](repeating: 0, count: 2 * length * Self.lanes)
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                var plane = ck_plane(
                    length: length, nodes: 0, stride: 0, cosines: cosines.baseAddress,
                    sines: sines.baseAddress)
                ck_fourier(&plane, &real, &imaginary, &scratch)
            }
        }
        for (lane, frequency) in [(0, 0), (3, 1), (7, length / 2), (15, length - 1), (9, length / 3 + 1)] {
            var (x, y) = (0.0, 0.0)
            for index in 0..<length {
                let angle = angles[index * frequency % length]
                let (re, im) = (Double(a[index * Self.lanes + lane]), Double(b[index * Self.lanes + lane]))
                x += re * cos(angle) + im * sin(angle)
                y += im * cos(angle) - re * sin(angle)
            }
            #expect(abs(x - Double(real[frequency * Self.lanes + lane])) < 1e-4)
            #expect(abs(y - Double(imaginary[frequency * Self.lanes + lane])) < 1e-4)
        }
    }

    @Test func `lengths have no other factors than 2, 3 and 5, and are hardly longer than they must be`() {
        #expect(
            [1, 128, 129, 400, 640, 641].map(PlaneConvolution.fittingLength) == [
                128, 128, 192, 512, 640, 768,
            ])
        for wanted in stride(from: 200, to: 5000, by: 37) {
            let length = PlaneConvolution.fittingLength(wanted)
            #expect(length >= wanted && length % 64 == 0 && Double(length) < Double(wanted) * 1.25 + 64)
        }
    }
}
