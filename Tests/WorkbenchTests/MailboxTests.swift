import Dispatch
import Testing

@testable import Workbench

@Suite("Mailbox")
struct MailboxTests {
    @Test("waiting ends with a letter: one that is there, or one that comes")
    func waits() {
        let mailbox = Mailbox<Int>(wake: {})
        #expect(!mailbox.wait(atMost: 1))
        mailbox.post(1)
        #expect(mailbox.wait(atMost: 0) && mailbox.drain() == [1])
        #expect(!mailbox.wait(atMost: 1))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { mailbox.post(2) }
        #expect(mailbox.wait(atMost: 60_000) && mailbox.drain() == [2])
    }
}
