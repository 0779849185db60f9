import CKernels

/// What has to be settled about memory before the program starts to work.
public enum MemorySetup {
    /// Has the C library give large blocks back to the system when they are freed. Left alone it learns to keep
    /// them, in a heap for every thread: a pool of masked variants then leaves some 50 MB behind.
    public static func returnLargeBlocks() { ck_return_large_memory() }
}
