import FuzzReaders

/// The reader of this run, set once before the first bytes come; nil for the planted defect.
nonisolated(unsafe) var chosen: FuzzedReader?

func attempt(_ bytes: [UInt8]) {
  if let reader = unsafe chosen { return reader.read(bytes) }
  let defect: [UInt8] = [0x54, 0x52, 0x41, 0x50]
  guard bytes.count == defect.count else { return }
  for (found, wanted) in zip(bytes, defect) where found != wanted { return }
  preconditionFailure("the planted defect")
}
