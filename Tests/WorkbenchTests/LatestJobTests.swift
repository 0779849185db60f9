import Dispatch
import Synchronization
import Testing

@testable import Workbench

@Suite struct LatestJobTests {
    @Test("Of ten requests that come at once, the last is done, and what waited is not")
    func newestWins() {
        let job = LatestJob(label: "test")
        let done = Mutex<[Int]>([])
        let (hold, last) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let started = DispatchSemaphore(value: 0)
        // All ten must find it running: one that is still waiting would be replaced, and one of the ten begin.
        job.submit { _ in
            started.signal()
            hold.wait()
        }
        started.wait()
        for number in 1...10 {
            job.submit { _ in
                done.withLock { $0.append(number) }
                if number == 10 { last.signal() }
            }
        }
        hold.signal()
        last.wait()
        #expect(done.withLock { $0 } == [10])
    }

    @Test("A newer request makes the running one stale, unless it waits for it")
    func runningGivesUpOnlyWhenAsked() {
        for (succession, expected) in [
            (LatestJob.Succession.abandonsRunning, true), (.awaitsRunning, false),
        ] {
            let job = LatestJob(label: "test")
            let (started, go, ended) = (
                DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
            )
            let wasStale = Mutex<Bool?>(nil)
            job.submit { ticket in
                started.signal()
                go.wait()
                wasStale.withLock { $0 = ticket.isStale }
                ended.signal()
            }
            started.wait()
            job.submit(succession) { _ in }
            go.signal()
            ended.wait()
            #expect(wasStale.withLock { $0 } == expected)
        }
    }

    @Test("A cancelled job is stale, and what waits never starts")
    func cancelEndsAll() {
        let job = LatestJob(label: "test")
        let (started, go, ended) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let events = Mutex<[String]>([])
        job.submit { ticket in
            started.signal()
            go.wait()
            events.withLock { $0.append(ticket.isStale ? "stale" : "fresh") }
        }
        started.wait()
        job.submit(.awaitsRunning) { _ in events.withLock { $0.append("waited") } }
        job.cancel()
        go.signal()
        job.submit { _ in ended.signal() }
        ended.wait()
        #expect(events.withLock { $0 } == ["stale"])
    }
}
