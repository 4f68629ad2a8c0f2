/** Tests how the plugin does on Amazon SageMaker, as far as that can be emulated. */
@NullMarked
package io.github.djlobservability.suite.sagemaker;

import org.jspecify.annotations.NullMarked;
