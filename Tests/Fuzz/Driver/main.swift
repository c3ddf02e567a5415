import CLibFuzzer
import FuzzReaders

// registry-fuzz READER [options of libFuzzer] [folders]
//
// The reader 'planted' has a defect that the fuzzer has to find: one that finds nothing proves nothing.
var arguments = CommandLine.arguments
let name = arguments.count > 1 ? arguments.remove(at: 1) : ""
let reader = FuzzedReader(rawValue: name)
guard reader != nil || name == "planted" else {
  print(FuzzedReader.allCases.map(\.rawValue).joined(separator: "\n"))
  exit(name.isEmpty ? 0 : 64)
}
unsafe chosen = reader
var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
var count = Int32(arguments.count)
unsafe words.withUnsafeMutableBufferPointer { buffer in
  var start = buffer.baseAddress
  let status = unsafe LLVMFuzzerRunDriver(&count, &start) { bytes, size in
    unsafe attempt(Array(UnsafeBufferPointer(start: bytes, count: size)))
    return 0
  }
  exit(status)
}
