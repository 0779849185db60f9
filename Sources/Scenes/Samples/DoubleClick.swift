import Foundation

/// Tells a second click on the same thing, soon after the first, from two clicks.
struct DoubleClick<Target: Equatable> {
    /// The longest time between the two, in seconds.
    static var patience: Double { 0.4 }

    private var latest: (target: Target, time: Double)?

    /// Notes a click on something at a time in seconds; whether it is the second one. A third click begins anew.
    mutating func isSecond(
        on target: Target, time: Double = ProcessInfo.processInfo.systemUptime
    ) -> Bool {
        if let latest, latest.target == target, time - latest.time <= Self.patience {
            self.latest = nil
            return true
        }
        latest = (target, time)
        return false
    }
}
