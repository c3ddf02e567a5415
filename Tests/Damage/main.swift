import Glibc
import Registry

// registry-damage FOLDER FIRST END STEP SEED DONOR...
//
// Changes every STEPth byte of a registry's database from FIRST on and before END, each alone, and puts
// it back. After each change it asks what one of the donors permits and examines the registry, in one
// process, so that every byte of a small registry takes minutes. Prints a line for each change that
// was answered wrongly ("wrong"), ended otherwise than with a refusal ("broken"), or was found by
// nobody ("passed", which is right where nothing means anything by that byte), and "done" at the end.
// The byte under way stands in FOLDER/place, for whoever finds this process gone.

let words = CommandLine.arguments
guard words.count > 6, let first = Int(words[2]), let end = Int(words[3]), let step = Int(words[4]),
  let seed = UInt64(words[5]), step > 0
else {
  print("usage: registry-damage FOLDER FIRST END STEP SEED DONOR...")
  exit(64)
}
do {
  let sweep = try Sweep(folder: words[1], donors: Array(words[6...]), seed: seed)
  for place in stride(from: first, to: end, by: step) { try sweep.change(place) }
  print("done")
} catch {
  print("cannot go on: \(error)")
  exit(1)
}
