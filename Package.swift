// swift-tools-version: 6.2

import PackageDescription

/// Every target is built with the same rules; each line says why it is on.
let strictness: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335: the cost of an existential is spelled out
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: no dependency leaks unasked
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: every file names what it uses
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
  .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
  .strictMemorySafety(),  // SE-0458: every unsafe use is marked
  .treatAllWarnings(as: .error),  // SE-0443
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "tissue-donation-registry",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tissuectl", targets: ["tissuectl"]),
    .executable(name: "registry-bench", targets: ["registry-bench"]),
    .library(name: "Registry", targets: ["Registry"]),
    .library(name: "Anonymization", targets: ["Anonymization"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Pure rooms: no I/O, no clock.
    .target(name: "Domain"),
    .target(name: "ConsentWorkflow", dependencies: ["Domain"]),
    .target(name: "ResearchRouting", dependencies: ["Domain"]),
    .target(name: "Anonymization"),

    // System libraries, each behind one thin wrapper.
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "CSQLiteProfile", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CFileSystem"),
    .target(name: "RegistryCrypto", dependencies: ["COpenSSL"]),

    .target(name: "HashedIdentifiers", dependencies: ["Domain", "Interchange", "RegistryCrypto"]),
    .target(name: "Ledger", dependencies: ["Domain", "RegistryCrypto"]),
    .target(
      name: "Storage",
      dependencies: ["Domain", "Ledger", "Schema", "CSQLiteProfile", "CFileSystem", grdb]),
    .target(name: "Cohorts", dependencies: ["Domain", "ConsentWorkflow", "Anonymization"]),
    .target(name: "Interchange", dependencies: ["Domain", "CExpat"]),

    // What the binary carries inside.
    .target(name: "Schema", path: "Schema", resources: [.embedInCode("Migrations")]),
    .target(
      name: "Config", dependencies: ["Domain", "Yams"], path: "Config",
      resources: [.embedInCode("Defaults")]),

    .target(
      name: "Registry",
      dependencies: [
        "Domain", "ConsentWorkflow", "ResearchRouting", "Anonymization", "RegistryCrypto",
        "HashedIdentifiers", "Ledger", "Storage", "Cohorts", "Interchange", "Config", "CFileSystem",
      ]),
    .target(name: "Commands", dependencies: ["Registry", "Domain", argumentParser]),
    .executableTarget(name: "tissuectl", dependencies: ["Commands"]),
    .executableTarget(
      name: "registry-bench",
      dependencies: [
        "Registry", "ConsentWorkflow", "ResearchRouting", "HashedIdentifiers", "RegistryCrypto",
        "Interchange", "Ledger", "Storage", "Domain",
      ]),

    .target(name: "TestSupport", dependencies: ["Domain"], path: "Tests/TestSupport"),
    // Every reader of foreign bytes, for the fuzzer and for the tests that repeat what it found.
    .target(
      name: "FuzzReaders",
      dependencies: [
        "Registry", "Config", "Domain", "HashedIdentifiers", "Interchange", "Ledger",
        "RegistryCrypto", "ResearchRouting",
      ], path: "Tests/Fuzz/Readers"),
    .executableTarget(
      name: "registry-damage", dependencies: ["Registry", "Domain"], path: "Tests/Damage"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzReaders"], path: "Tests/Fuzz/Replay"),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"]),
    .testTarget(
      name: "ConsentWorkflowTests", dependencies: ["ConsentWorkflow", "Domain", "TestSupport"]),
    .testTarget(
      name: "ResearchRoutingTests", dependencies: ["ResearchRouting", "Domain", "TestSupport"]),
    .testTarget(name: "AnonymizationTests", dependencies: ["Anonymization", "TestSupport"]),
    .testTarget(name: "RegistryCryptoTests", dependencies: ["RegistryCrypto"]),
    .testTarget(
      name: "HashedIdentifiersTests",
      dependencies: ["HashedIdentifiers", "RegistryCrypto", "Domain", "TestSupport"]),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "RegistryCrypto", "Domain", "TestSupport"]),
    .testTarget(
      name: "ConfigTests",
      dependencies: ["Config", "ConsentWorkflow", "ResearchRouting", "Domain", "TestSupport"]),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "Domain", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(name: "StorageTests", dependencies: ["Storage", "Domain", "TestSupport"]),
    .testTarget(
      name: "CohortsTests", dependencies: ["Cohorts", "Anonymization", "Domain", "TestSupport"]),
    .testTarget(
      name: "RegistryTests",
      dependencies: [
        "Registry", "HashedIdentifiers", "Interchange", "Config", "Domain", "TestSupport",
      ]),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Commands", "Registry", "Domain", argumentParser, "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

/// The library of the fuzzer, without its main, where the readers are to be fuzzed.
let fuzzer = Context.environment["REGISTRY_FUZZ"]
if let fuzzer {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "registry-fuzz", dependencies: ["FuzzReaders", "CLibFuzzer"],
      path: "Tests/Fuzz/Driver",
      linkerSettings: [.unsafeFlags([fuzzer, "-use-ld=lld"]), .linkedLibrary("stdc++")]),
  ]
}

let withoutSwift = ["COpenSSL", "CExpat", "CSQLiteProfile", "CFileSystem", "CLibFuzzer"]
for target in package.targets where !withoutSwift.contains(target.name) {
  target.swiftSettings = (target.swiftSettings ?? []) + strictness
  // Marks every branch, by which the fuzzer sees where its bytes lead.
  if fuzzer != nil { target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"])) }
}
